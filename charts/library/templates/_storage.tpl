{{/*
Volumes of a module. Without persistence they are emptyDir; with it a claim: existingClaim, else one of our own.
A Deployment's claim is an object (claims.yaml), a StatefulSet's comes from its template.
*/}}

{{/*
The volume of a pod, or nothing where a claim template brings it.
Call with (dict "root" $ "settings" $settings "kind" "Deployment" "volume" "python-data" "claim" "python-data").
*/}}
{{- define "fate.volume" -}}
{{- if not .root.Values.persistence }}
- name: {{ .volume }}
  emptyDir: {}
{{- else if .settings.existingClaim }}
- name: {{ .volume }}
  persistentVolumeClaim:
    claimName: {{ .settings.existingClaim }}
{{- else if eq .kind "Deployment" }}
- name: {{ .volume }}
  persistentVolumeClaim:
    claimName: {{ .claim }}
{{- end }}
{{- end -}}

{{/*
volumeClaimTemplates of a StatefulSet, or nothing.
*/}}
{{- define "fate.claimTemplates" -}}
{{- if and .root.Values.persistence (eq .kind "StatefulSet") (not .settings.existingClaim) }}
volumeClaimTemplates:
  - metadata:
      name: {{ .volume }}
      labels:
        {{- include "fate.identity" (list .root .name) | nindent 8 }}
    spec:
      {{- include "fate.claimSpec" . | nindent 6 }}
{{- end }}
{{- end -}}

{{/*
A claim as an object, for a Deployment.
*/}}
{{- define "fate.claim" -}}
{{- if and .root.Values.persistence (eq .kind "Deployment") (not .settings.existingClaim) }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .claim }}
  labels:
    {{- include "fate.labels" (list .root .name) | nindent 4 }}
  annotations:
    # Deleting the cluster keeps its data, as the claims of StatefulSets are kept. Delete the claim to delete the data.
    helm.sh/resource-policy: keep
spec:
  {{- include "fate.claimSpec" . | nindent 2 }}
{{- end }}
{{- end -}}

{{/*
Where a module's data lies in its volume: subPath of cluster.yaml, else a folder of its own, because a fresh disk holds lost+found and most programs
want an empty place. "/" is the root of the volume, where the original's charts put some of it. Call with (dict "settings" $settings "folder" "mysql").
*/}}
{{- define "fate.subPath" -}}
{{- with .settings.subPath | default .folder | toString | trimAll "/" -}}
subPath: {{ . }}
{{- end -}}
{{- end -}}

{{/*
A folder within subPath. Call with (list $settings "logs").
*/}}
{{- define "fate.folder" -}}
{{- with (index . 0).subPath | default "" | toString | trimAll "/" }}{{ . }}/{{ end }}{{ index . 1 }}
{{- end -}}

{{/*
No storageClass means the default class of the Kubernetes cluster.
*/}}
{{- define "fate.claimSpec" -}}
accessModes:
  - {{ .settings.accessMode | default "ReadWriteOnce" }}
{{- with .settings.storageClass }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ .settings.size | default "1Gi" }}
{{- end -}}
