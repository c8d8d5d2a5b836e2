{{/*
An init container that brings tables to what the release reads, in the chart's database or one of your own. It runs at every start of its pod.
FATE 2 over the tables of FATE 1 wants to be told so (archiveFate1): it begins with empty ones.
Call with (dict "root" $ "file" "eggroll.sql"): a file of the volume "schema".
*/}}
{{- define "fate.prepareDatabase" -}}
{{- $database := include "fate.database" .root | fromJson -}}
{{- $generation := (include "fate.release" .root | fromYaml).generation | int -}}
- name: prepare-database
  image: {{ include "fate.image" (dict "root" .root "component" "mysql" "settings" (include "fate.settings" (list .root "mysql") | fromJson)) }}
  imagePullPolicy: {{ include "fate.pullPolicy" .root }}
  command:
    - sh
    - -c
    - |
      set -e
      database() { mysql --host="$HOST" --port="$PORT" --user="$MYSQL_USER" --batch --skip-column-names "$DATABASE"; }
      {{- if and (eq $generation 2) (not .root.Values.archiveFate1) }}
      old=$(echo "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't_job' AND column_name = 'f_dsl'" | database)
      if [ "$old" != 0 ]; then
        echo "the database $DATABASE holds the jobs and tables of FATE 1, which FATE 2 cannot read." \
          "Export the models that you need, then set archiveFate1: true in cluster.yaml, which keeps those tables under names that begin with fate1_;" \
          "or give FATE 2 a database of its own (mysql.existingClaim, externalMysqlDatabase)." >&2
        exit 1
      fi
      {{- end }}
      database < /schema/{{ .file }}
  env:
    - name: HOST
      value: {{ $database.host | quote }}
    - name: PORT
      value: {{ $database.port | quote }}
    - name: DATABASE
      value: {{ $database.name | quote }}
    - name: MYSQL_USER
      valueFrom:
        secretKeyRef: { name: mysql-credentials, key: username }
    - name: MYSQL_PWD
      valueFrom:
        secretKeyRef: { name: mysql-credentials, key: password }
  resources:
    requests: { cpu: 10m, memory: 64Mi }
    limits: { memory: 256Mi }
  {{- if include "fate.istio" .root }}
  securityContext:
    runAsUser: 1337
  {{- end }}
  volumeMounts:
    - name: schema
      mountPath: /schema
      readOnly: true
{{- end -}}
