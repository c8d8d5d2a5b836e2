using System.Reflection;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;
using LinqToDB.Metadata;

namespace KubeFate.Service.Storage;

/// <summary>How records become rows: snake_case names, times as numbers, enums as their words.</summary>
internal static class StorageMapping
{
    /// <summary>Built once, on the first query: a service that only waits never pays for it.</summary>
    public static MappingSchema Schema { get; } = Build();

    private static MappingSchema Build()
    {
        var schema = new MappingSchema("KubeFATE");
        schema.AddMetadataReader(new SnakeCaseColumns());
        // A number means the same in all three databases, compares rightly in SQL, and knows no time zone. SQLite has no time type at
        // all, MySQL's DATETIME drops the offset, and drivers disagree on DateTimeKind.
        schema.SetDataType(typeof(DateTimeOffset), DataType.Int64);
        schema.SetConverter<DateTimeOffset, long>(StoredTime.ToNumber);
        schema.SetConverter<DateTimeOffset, DataParameter>(time => new DataParameter(null, StoredTime.ToNumber(time), DataType.Int64));
        schema.SetConverter<long, DateTimeOffset>(StoredTime.FromNumber);
        // Spans as the wire has them: nanoseconds.
        schema.SetDataType(typeof(TimeSpan), DataType.Int64);
        schema.SetConverter<TimeSpan, long>(span => span.Ticks * 100);
        schema.SetConverter<TimeSpan, DataParameter>(span => new DataParameter(null, span.Ticks * 100, DataType.Int64));
        schema.SetConverter<long, TimeSpan>(number => TimeSpan.FromTicks(number / 100));
        return WithWords<Jobs.JobStatus>(WithWords<Jobs.Records.StepStatus>(schema));
    }

    private static MappingSchema WithWords<T>(MappingSchema schema)
        where T : struct, Enum
    {
        schema.SetDataType(typeof(T), DataType.NVarChar);
        schema.SetConverter<T, string>(value => value.ToString());
        schema.SetConverter<T, DataParameter>(value => new DataParameter(null, value.ToString(), DataType.NVarChar));
        schema.SetConverter<string, T>(Enum.Parse<T>);
        return schema;
    }

    private sealed class TimeAsNumber() : ValueConverter<DateTimeOffset, long>(time => StoredTime.ToNumber(time), number => StoredTime.FromNumber(number), handlesNulls: false);

    private sealed class MaybeTimeAsNumber() : ValueConverter<DateTimeOffset?, long?>(
        time => time == null ? null : StoredTime.ToNumber(time.Value), number => number == null ? null : StoredTime.FromNumber(number.Value), handlesNulls: true);

    /// <summary>Every property that can be set is a column: LeaseOwner is lease_owner.</summary>
    private sealed class SnakeCaseColumns : IMetadataReader
    {
        public MappingAttribute[] GetAttributes(Type type) => [];

        public MappingAttribute[] GetAttributes(Type type, MemberInfo memberInfo)
        {
            if (memberInfo is not PropertyInfo { CanWrite: true } property || property.IsDefined(typeof(NotColumnAttribute))) return [];

            var column = new ColumnAttribute(ToSnakeCase(memberInfo.Name));
            // Without this the MySQL provider reads a DateTimeOffset its own way, whatever the schema says.
            if (property.PropertyType == typeof(DateTimeOffset)) return [column, new ValueConverterAttribute { ConverterType = typeof(TimeAsNumber) }];
            return property.PropertyType == typeof(DateTimeOffset?)
                ? [column, new ValueConverterAttribute { ConverterType = typeof(MaybeTimeAsNumber) }]
                : [column];
        }

        public MemberInfo[] GetDynamicColumns(Type type) => [];

        public string GetObjectID() => nameof(SnakeCaseColumns);

        private static string ToSnakeCase(string name) =>
            string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
