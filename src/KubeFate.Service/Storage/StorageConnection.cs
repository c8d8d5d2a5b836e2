using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Storage.Sealing;
using LinqToDB;
using LinqToDB.Data;

namespace KubeFate.Service.Storage;

/// <summary>One connection for one unit of work: what <see cref="Database"/> hands to reads and writes. The stores' methods take it.</summary>
internal sealed class StorageConnection(DataOptions options) : DataConnection(options)
{
    /// <summary>Where its statements have written so far.</summary>
    public DataAreas Written { get; set; }

    public ITable<UserRecord> Users => this.GetTable<UserRecord>();

    public ITable<SettingRecord> Settings => this.GetTable<SettingRecord>();

    public ITable<SealedTextRecord> SealedTexts => this.GetTable<SealedTextRecord>();

    public ITable<ClusterRecord> Clusters => this.GetTable<ClusterRecord>();
}
