{{/*
What FATE-Flow's tables need before it starts: FATE-Flow makes tables that are missing and never changes one that is there
(db_models.py init_database_tables of FATE-Flow@v1.8.0 and v1.11.1; base_models.py of v2.0.0).
From 1.8 to 1.11: the columns that the newer one reads and writes, measured with the model classes of both. Columns that only the older one
has stay (they may be null), as do the wider columns of the tables that carry a date: so FATE 1.8 goes on if the update is rolled back.
*/}}
{{- define "fate.flowSchema" -}}
{{- $release := include "fate.release" . | fromYaml -}}
{{ include "fate.keepApart" (dict "root" . "marker" "t_job" "columns" (list "f_dsl" "f_dag") "names"
  "LEFT(NAME, 2) = 't_' OR NAME IN ('trackingmetric', 'trackingoutputdatainfo', 'componentsummary', 'metric', 'fate_casbin', 'permission_casbin')") }}
{{- if and (eq ($release.generation | int) 1) (ge ($release.eggroll | float64) 2.5) }}
{{ include "fate.change" (dict "when" (include "fate.columnIs" (list "t_session_record" "id" 0))
  "then" "ALTER TABLE t_session_record DROP PRIMARY KEY, ADD id INT NOT NULL AUTO_INCREMENT PRIMARY KEY FIRST") }}
{{ include "fate.addColumn" (list "t_task" "f_run_port" "INT AFTER f_run_pid") }}
{{ include "fate.addColumn" (list "t_task" "f_kill_status" "BOOL NOT NULL DEFAULT FALSE") }}
{{ include "fate.addColumn" (list "t_task" "f_error_report" "TEXT") }}
{{ include "fate.addColumn" (list "t_task" "f_is_deepspeed" "BOOL NOT NULL DEFAULT FALSE") }}
{{ include "fate.addColumn" (list "t_task" "f_deepspeed_id" "VARCHAR(200)") }}
{{ include "fate.addColumn" (list "t_machine_learning_model_info" "f_archive_sha256" "VARCHAR(100)") }}
{{ include "fate.addColumn" (list "t_machine_learning_model_info" "f_archive_from_ip" "VARCHAR(100)") }}
{{- end }}
{{ end -}}
