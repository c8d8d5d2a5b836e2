namespace KubeFate.Simulator.Schemas.Decoding;

/// <summary>The <c>fieldValidation</c> parameter of a write: what becomes of fields the schema does not know. They are dropped in any case.</summary>
internal enum FieldValidation
{
    Ignore,

    /// <summary>Tell the client in <c>Warning</c> headers. The default of real servers.</summary>
    Warn,

    /// <summary>Refuse the write.</summary>
    Strict,
}
