namespace KubeFate.Service.Storage.Sealing;

/// <summary>Changes the key that seals: makes a new data key and seals with it what older ones sealed. Services that run meanwhile go on; cut off, it is run again.</summary>
internal sealed class SecretRotation(DataKeys keys, SealedTexts texts)
{
    /// <summary>The answer is how many texts were sealed anew.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await keys.AddAsync(cancellationToken);
        return await texts.RenewAsync(cancellationToken);
    }
}
