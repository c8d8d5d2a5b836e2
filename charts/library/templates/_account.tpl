{{/*
The account of every pod. It may do nothing.
*/}}
{{- define "fate.account" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "fate.serviceAccount" . }}
  labels:
    {{- include "fate.labels" (list . .Chart.Name) | nindent 4 }}
automountServiceAccountToken: false
{{- end -}}
