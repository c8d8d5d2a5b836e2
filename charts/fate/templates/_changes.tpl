{{/*
SQL that changes tables that are there, once: each statement looks first whether its change is already made, so that it may run at every
start, and one that was killed half-way is taken up by the next. MySQL has no ADD COLUMN IF NOT EXISTS (MariaDB has), so the text of the
change is made here and prepared; a stored procedure would need a right that the user of an outside database may lack.
Call with (dict "when" $queryOfOneTruth "then" $statement).
*/}}
{{- define "fate.change" -}}
SET @tables_change = IF(({{ .when }}), '{{ .then | replace "'" "''" }}', 'DO 0');
{{ include "fate.runChange" "" }}
{{- end -}}

{{- define "fate.runChange" -}}
PREPARE tables_change FROM @tables_change;
EXECUTE tables_change;
DEALLOCATE PREPARE tables_change;
{{- end -}}

{{/*
Whether a table lacks (0) or has (1) a column: neither is true of a table that is not there.
Call with (list $table $column 0).
*/}}
{{- define "fate.columnIs" -}}
SELECT SUM(column_name = '{{ index . 1 }}') = {{ index . 2 }} FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '{{ index . 0 }}'
{{- end -}}

{{/*
Call with (list $table $column $definition): the definition ends with the column's place.
*/}}
{{- define "fate.addColumn" -}}
{{- $then := printf "ALTER TABLE %s ADD %s %s" (index . 0) (index . 1) (index . 2) -}}
{{- include "fate.change" (dict "when" (include "fate.columnIs" (list (index . 0) (index . 1) 0)) "then" $then) -}}
{{- end -}}

{{- define "fate.dropColumn" -}}
{{- $then := printf "ALTER TABLE %s DROP %s" (index . 0) (index . 1) -}}
{{- include "fate.change" (dict "when" (include "fate.columnIs" (list (index . 0) (index . 1) 1)) "then" $then) -}}
{{- end -}}

{{/*
FATE 1 and FATE 2 call their tables alike and fill them otherwise. Each finds its own: those of the other are set aside under names that
begin with fate1_ or fate2_, and its own, if they were set aside, come back. Nothing is dropped, so a rollback finds all as it was.
"marker" is the table that tells by a column whose tables these are ("columns": FATE 1's, FATE 2's). It is renamed last: while it stands
where it stood, the renaming is not done, also on servers that do not rename all tables at once.
Call with (dict "root" $ "marker" "t_job" "columns" (list "f_dsl" "f_dag") "names" $conditionOnNAME).
*/}}
{{- define "fate.keepApart" -}}
{{- $own := (include "fate.release" .root | fromYaml).generation | int -}}
{{- $other := sub 3 $own -}}
SET SESSION group_concat_max_len = 4194304;
SET @tables_change = IFNULL((
  SELECT CONCAT('RENAME TABLE ', GROUP_CONCAT('`', table_name, '` TO `fate{{ $other }}_', table_name, '`' ORDER BY table_name = '{{ .marker }}', table_name SEPARATOR ', '))
  FROM information_schema.tables
  WHERE table_schema = DATABASE() AND ({{ .names | replace "NAME" "table_name" }})
    AND EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '{{ .marker }}' AND column_name = '{{ index .columns (int (sub $other 1)) }}')
), 'DO 0');
{{ include "fate.runChange" "" }}
SET @tables_change = IFNULL((
  SELECT CONCAT('RENAME TABLE ', GROUP_CONCAT('`', table_name, '` TO `', SUBSTRING(table_name, 7), '`' ORDER BY table_name = 'fate{{ $own }}_{{ .marker }}', table_name SEPARATOR ', '))
  FROM information_schema.tables
  WHERE table_schema = DATABASE() AND LEFT(table_name, 6) = 'fate{{ $own }}_' AND ({{ .names | replace "NAME" "SUBSTRING(table_name, 7)" }})
    AND (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'fate{{ $own }}_{{ .marker }}') = 1
    AND (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '{{ .marker }}') = 0
), 'DO 0');
{{ include "fate.runChange" "" }}
{{- end -}}
