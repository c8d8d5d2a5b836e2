{{/*
Where FATE's database is: the module mysql, or the server that externalMysql… names. JSON; read with fromJson.
*/}}
{{- define "fate.database" -}}
{{- $mysql := include "fate.settings" (list . "mysql") | fromJson -}}
{{- dict
      "host" (.Values.externalMysqlIp | default $mysql.ip | default "mysql")
      "port" (.Values.externalMysqlPort | default $mysql.port | default 3306 | int)
      "name" (.Values.externalMysqlDatabase | default $mysql.database | default "eggroll_meta")
      "user" (.Values.externalMysqlUser | default $mysql.user | default "fate")
      "password" (include "fate.databasePassword" .)
    | toJson -}}
{{- end -}}

{{- define "fate.databasePassword" -}}
{{- $mysql := include "fate.settings" (list . "mysql") | fromJson -}}
{{- $given := .Values.externalMysqlPassword | default $mysql.password -}}
{{- if and .Values.persistence (not $given) (not (lookup "v1" "Secret" .Release.Namespace "mysql-credentials")) -}}
  {{- /* A database that is there before its key was filled by the original's chart, with the password it gives to all. */ -}}
  {{- $workload := first (include "fate.release" . | fromYaml).modules.mysql.workloads -}}
  {{- $claim := ternary "mysql-data" "data-mysql-0" (eq $workload.kind "Deployment") -}}
  {{- if and (not $mysql.existingClaim) (lookup "v1" "PersistentVolumeClaim" .Release.Namespace $claim) -}}
    {{- $given = "fate_dev" -}}
  {{- end -}}
{{- end -}}
{{- include "fate.secret" (dict "root" . "secret" "mysql-credentials" "key" "password" "given" $given) -}}
{{- end -}}
