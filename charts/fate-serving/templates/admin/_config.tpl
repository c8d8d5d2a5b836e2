{{/*
application.properties of serving-admin. The password stands in it, so the file is a Secret.
Call with (dict "root" $ "password" $password).
*/}}
{{- define "serving.adminProperties" -}}
server.port=8350
{{- include "serving.registry" (list .root) }}
admin.username={{ include "fate.property" ((include "fate.settings" (list .root "servingAdmin") | fromJson).username | default "admin") }}
admin.password={{ include "fate.property" .password }}
{{- end -}}
