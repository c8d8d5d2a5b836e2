{{/*
Only for Kubernetes 1.23 and 1.24 with the old admission on; _checks.tpl refuses it elsewhere.
*/}}
{{- define "fate.podSecurityPolicy" -}}
{{- if (.Values.podSecurityPolicy | default dict).enabled }}
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: {{ printf "%s-%s" .Release.Namespace (include "fate.name" .) }}
  labels:
    {{- include "fate.labels" (list . .Chart.Name) | nindent 4 }}
spec:
  privileged: false
  allowPrivilegeEscalation: true
  # FATE 2.x nodes trace their workers.
  allowedCapabilities: [SYS_PTRACE]
  volumes: [configMap, secret, emptyDir, persistentVolumeClaim, projected]
  hostNetwork: false
  hostIPC: false
  hostPID: false
  runAsUser: { rule: RunAsAny }
  seLinux: { rule: RunAsAny }
  supplementalGroups: { rule: RunAsAny }
  fsGroup: { rule: RunAsAny }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ include "fate.serviceAccount" . }}
  labels:
    {{- include "fate.labels" (list . .Chart.Name) | nindent 4 }}
rules:
  - apiGroups: [policy]
    resources: [podsecuritypolicies]
    resourceNames: [{{ printf "%s-%s" .Release.Namespace (include "fate.name" .) | quote }}]
    verbs: [use]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ include "fate.serviceAccount" . }}
  labels:
    {{- include "fate.labels" (list . .Chart.Name) | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "fate.serviceAccount" . }}
subjects:
  - kind: ServiceAccount
    name: {{ include "fate.serviceAccount" . }}
    namespace: {{ .Release.Namespace }}
{{- end }}
{{- end -}}
