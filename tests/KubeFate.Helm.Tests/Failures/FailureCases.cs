namespace KubeFate.Helm.Tests.Failures;

/// <summary>stderr of helm, the code, the sentence. The request is release fate-9999 in namespace fate.</summary>
internal static class FailureCases
{
    public static TheoryData<string, HelmFailure, string> Release => new()
    {
        {
            "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress",
            HelmFailure.OperationInProgress,
            "another install, upgrade or rollback of release fate-9999 in namespace fate is under way, or was cut off: wait until it ends (helm history shows it)"
        },
        {
            "level=ERROR msg=\"release name check failed\" error=\"cannot reuse a name that is still in use\"\nError: INSTALLATION FAILED: release name check failed: cannot reuse a name that is still in use",
            HelmFailure.NameInUse,
            "release fate-9999 in namespace fate exists already: choose another name, or delete that release first"
        },
        {
            "Error: INSTALLATION FAILED: release: already exists",
            HelmFailure.OperationInProgress,
            "another install or upgrade of release fate-9999 in namespace fate began at the same moment: wait until it ends (helm history shows it)"
        },
        {
            "Error: INSTALLATION FAILED: original object PersistentVolumeClaim with the name \"fate-data\" not found",
            HelmFailure.OperationInProgress,
            "PersistentVolumeClaim fate-data was made by somebody else while helm worked on release fate-9999 in namespace fate: wait until that other install or upgrade ends (helm history shows it), then try again"
        },
        {
            "Error: INSTALLATION FAILED: no Deployment with the name \"mysql\" found",
            HelmFailure.OperationInProgress,
            "Deployment mysql was made by somebody else while helm worked on release fate-9999 in namespace fate: wait until that other install or upgrade ends (helm history shows it), then try again"
        },
        {
            "Error: INSTALLATION FAILED: deployments.apps \"mysql\" already exists",
            HelmFailure.NameInUse,
            "deployments.apps mysql exists already in namespace fate, made by somebody else meanwhile: delete it, or choose another name"
        },
        {
            "Error: INSTALLATION FAILED: cannot re-use a name that is still in use",
            HelmFailure.NameInUse,
            "release fate-9999 in namespace fate exists already: choose another name, or delete that release first"
        },
        {
            "Error: UPGRADE FAILED: \"fate-9999\" has no deployed releases",
            HelmFailure.ReleaseMissing,
            "release fate-9999 in namespace fate was never deployed, so there is nothing to upgrade: install it"
        },
        {
            "Error: INSTALLATION FAILED: unable to continue with install: Service \"mysql\" in namespace \"fate\" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key \"app.kubernetes.io/managed-by\": must be set to \"Helm\"; annotation validation error: missing key \"meta.helm.sh/release-name\": must be set to \"fate-9999\"",
            HelmFailure.NameInUse,
            "Service mysql in namespace fate exists and was not made by helm: delete it, or choose another name or namespace"
        },
        {
            "Error: INSTALLATION FAILED: rendered manifests contain a resource that already exists. Unable to continue with install: Service \"mysql\" in namespace \"fate\" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: key \"meta.helm.sh/release-name\" must equal \"fate-9999\": current value is \"other\"",
            HelmFailure.NameInUse,
            "Service mysql in namespace fate belongs to the helm release other: choose another name or namespace, or delete that release first"
        },
        {
            "Error: INSTALLATION FAILED: release name \"F_8\": invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53",
            HelmFailure.Other,
            "helm refuses the name of release fate-9999 in namespace fate: up to 53 lower-case letters, digits and dashes, a letter or digit first and last"
        },
    };

    public static TheoryData<string, HelmFailure, string> Chart => new()
    {
        {
            "Error: INSTALLATION FAILED: type mismatch on sub: %!t(<nil>)",
            HelmFailure.ValuesInvalid,
            "sub is the name of a chart in this chart, so it needs a mapping with that one's values: write one, or leave sub out"
        },
        {
            "Error: INSTALLATION FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\nfate:\n- at '/modules/0': value must be one of 'a', 'b'\n- at '/partyId': got string, want integer\n- at '': additional properties 'zz' not allowed\n\n",
            HelmFailure.ValuesInvalid,
            "the values do not fit the chart's schema: modules[0]: value must be one of 'a', 'b'; partyId: got string, want integer; additional properties 'zz' not allowed"
        },
        {
            "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nfate:\n- (root): Additional property zz is not allowed\n- partyId: Invalid type. Expected: integer, given: string\n- modules.0: modules.0 must be one of the following: \"a\", \"b\"\n\n",
            HelmFailure.ValuesInvalid,
            "the values do not fit the chart's schema: Additional property zz is not allowed; partyId: Invalid type. Expected: integer, given: string; modules[0]: must be one of the following: \"a\", \"b\""
        },
        {
            "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nfate:\nunexpected EOF\n",
            HelmFailure.ChartInvalid,
            "the chart's values.schema.json cannot be read: unexpected EOF"
        },
        {
            "Error: execution error at (fate/templates/a.yaml:1:6): partyId is required\n\nUse --debug flag to render out invalid YAML",
            HelmFailure.ValuesInvalid,
            "the chart refuses the values: partyId is required (fate/templates/a.yaml:1:6)"
        },
        {
            "Error: fate/templates/a.yaml:2:13\n  executing \"fate/templates/a.yaml\" at <.Values.a.b.c>:\n    nil pointer evaluating interface {}.b\n\nUse --debug flag to render out invalid YAML",
            HelmFailure.ValuesInvalid,
            "fate/templates/a.yaml:2: the chart reads .Values.a.b.c, but what stands before .b is not set: set it in the values"
        },
        {
            "Error: template: fate/templates/a.yaml:2:13: executing \"fate/templates/a.yaml\" at <.Values.a.b.c>: nil pointer evaluating interface {}.b\n\nUse --debug flag to render out invalid YAML",
            HelmFailure.ValuesInvalid,
            "fate/templates/a.yaml:2: the chart reads .Values.a.b.c, but what stands before .b is not set: set it in the values"
        },
        {
            "Error: parse error at (fate/templates/a.yaml:2): function \"nofunc\" not defined\n\nUse --debug flag to render out invalid YAML",
            HelmFailure.ChartInvalid,
            "a template of the chart is broken: function \"nofunc\" not defined (fate/templates/a.yaml:2)"
        },
        {
            "Error: YAML parse error on fate/templates/a.yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
            HelmFailure.ChartInvalid,
            "the chart renders fate/templates/a.yaml to something that is not YAML: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context"
        },
        {
            "Error: INSTALLATION FAILED: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: dep",
            HelmFailure.ChartInvalid,
            "the chart lacks its dependencies dep: run `helm dependency build` on it and package it again"
        },
        {
            "Error: INSTALLATION FAILED: chart requires kubeVersion: >=99 which is incompatible with Kubernetes v1.35.0",
            HelmFailure.ChartInvalid,
            "the chart wants Kubernetes >=99, the cluster has v1.35.0: choose another version of the chart"
        },
        {
            "Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: resource mapping not found for name: \"x\" namespace: \"\" from \"\": no matches for kind \"Ingress\" in version \"extensions/v1beta1\"\nensure CRDs are installed first",
            HelmFailure.ChartInvalid,
            "the cluster does not know the kind Ingress of extensions/v1beta1 that the chart renders: choose a chart made for this version of Kubernetes, or install what defines the kind"
        },
        {
            "Error: INSTALLATION FAILED: Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown field \"spec.foo\"",
            HelmFailure.ChartInvalid,
            "the chart renders a manifest that the cluster refuses: unknown field \"spec.foo\""
        },
        {
            "Error: INSTALLATION FAILED: create: failed to create: Secret \"sh.helm.release.v1.f1.v1\" is invalid: data: Too long: must have at most 1048576 bytes",
            HelmFailure.ChartTooLarge,
            "the chart and its values are too large for helm's release record (1 MiB): leave what is no template out of the chart (.helmignore)"
        },
        { "Error: Chart.yaml file is missing", HelmFailure.ChartInvalid, "/charts/fate-v1.8.0.tgz is not a chart that helm can use: check it with `helm lint`" },
        {
            "Error: unable to detect chart at /charts/fate/Chart.yaml: open /charts/fate/Chart.yaml: no such file or directory",
            HelmFailure.ChartInvalid,
            "/charts/fate-v1.8.0.tgz is not a chart that helm can use: check it with `helm lint`"
        },
        {
            "Error: file '/charts/fate' does not appear to be a gzipped archive; got 'application/octet-stream'",
            HelmFailure.ChartInvalid,
            "/charts/fate-v1.8.0.tgz is not a chart that helm can use: check it with `helm lint`"
        },
        { "Error: INSTALLATION FAILED: path \"/charts/fate\" not found", HelmFailure.ChartMissing, "there is no chart /charts/fate-v1.8.0.tgz: check its name, version and repository" },
        {
            "Error: chart \"demo\" matching 9 not found in pull index. (try 'helm repo update'): no chart version found for demo-9",
            HelmFailure.ChartMissing,
            "there is no chart /charts/fate-v1.8.0.tgz: check its name, version and repository"
        },
    };

    public static TheoryData<string, HelmFailure, string> Object => new()
    {
        {
            "Error: INSTALLATION FAILED: Service \"rollsite\" is invalid: spec.ports[0].nodePort: Invalid value: 30091: provided port is already allocated",
            HelmFailure.PortInUse,
            "NodePort 30091 of service rollsite is taken by another service of the Kubernetes cluster: choose a free port, or leave it out to be given one"
        },
        {
            "Error: INSTALLATION FAILED: Service \"rollsite\" is invalid: spec.ports[0].nodePort: Invalid value: 91: provided port is not in the valid range. The range of valid ports is 30000-32767",
            HelmFailure.ValuesInvalid,
            "NodePort 91 lies outside the cluster's range 30000-32767: choose one within it"
        },
        {
            "Error: UPGRADE FAILED: conflict occurred while applying object fate/mysql apps/v1, Kind=Deployment: Apply failed with 1 conflict: conflict with \"kubectl\" with subresource \"scale\" using apps/v1: .spec.replicas",
            HelmFailure.ResourceConflict,
            "Deployment fate/mysql: .spec.replicas was set by kubectl (scale) to another value; take that change back, or use --force to set ours"
        },
        {
            "Error: UPGRADE FAILED: conflict occurred while applying object fate/mysql /v1, Kind=Service: Apply failed with 3 conflicts: conflicts with \"kubectl-edit\" using v1:\n- .spec.type\n- .spec.ports[port=80,protocol=\"TCP\"].nodePort\nconflicts with \"operator\" using v1:\n- .metadata.labels.app",
            HelmFailure.ResourceConflict,
            "Service fate/mysql: .spec.type, .spec.ports[port=80,protocol=\"TCP\"].nodePort were set by kubectl-edit, .metadata.labels.app was set by operator to other values; take these changes back, or use --force to set ours"
        },
        {
            "Error: UPGRADE FAILED: cannot patch \"f4-demo\" with kind Deployment: Deployment.apps \"f4-demo\" is invalid: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable",
            HelmFailure.ResourceConflict,
            "Deployment f4-demo exists and Kubernetes does not let this be changed in place: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable; set it back, or delete the object (mind its data) and try again"
        },
        {
            "Error: INSTALLATION FAILED: deployments.apps \"a\" is forbidden: exceeded quota: q, requested: cpu=4, used: cpu=1, limited: cpu=2",
            HelmFailure.QuotaExceeded,
            "the quota of namespace fate leaves no room: q, requested: cpu=4, used: cpu=1, limited: cpu=2; ask for less or have the quota raised"
        },
        {
            "Error: INSTALLATION FAILED: create: failed to create: namespaces \"fate\" not found",
            HelmFailure.NamespaceMissing,
            "there is no namespace fate: create it (kubectl create namespace fate) or name another"
        },
        {
            "Error: INSTALLATION FAILED: create: failed to create: secrets \"sh.helm.release.v1.f1.v1\" is forbidden: unable to create new content in namespace fate because it is being terminated",
            HelmFailure.NamespaceMissing,
            "namespace fate is being deleted: wait until it is gone, then create it anew"
        },
        { "Error: INSTALLATION FAILED: etcdserver: no space left on device", HelmFailure.DiskFull, "the Kubernetes cluster's own database is full: its administrator must make room" },
        { "Error: failed to save: write /out/fate.tgz: no space left on device", HelmFailure.DiskFull, "the disk is full: make room, then try again" },
        {
            "Error: INSTALLATION FAILED: admission webhook \"validate.kyverno.svc-fail\" denied the request: image tag latest is not allowed",
            HelmFailure.Forbidden,
            "a policy of the Kubernetes cluster (validate.kyverno.svc-fail) refuses it: image tag latest is not allowed"
        },
    };

    public static TheoryData<string, HelmFailure, string> Access => new()
    {
        {
            "Error: INSTALLATION FAILED: create: failed to create: secrets is forbidden: User \"system:serviceaccount:a:b\" cannot create resource \"secrets\" in API group \"\" in the namespace \"fate\"",
            HelmFailure.Forbidden,
            "the account system:serviceaccount:a:b may not create secrets in namespace fate: have it granted by a role (kubectl auth can-i --list shows what it may do)"
        },
        {
            "level=DEBUG msg=\"starting delete resource\" name=u1-demo kind=Deployment\nlevel=DEBUG msg=\"uninstall: Failed to delete release\" error=\"[deployments.apps \\\"a\\\" is forbidden: User \\\"x\\\" cannot delete resource \\\"deployments\\\" in API group \\\"apps\\\" in the namespace \\\"fate\\\"]\"\nError: failed to delete release: u1",
            HelmFailure.Forbidden,
            "the account x may not delete deployments in namespace fate: have it granted by a role (kubectl auth can-i --list shows what it may do)"
        },
        {
            "level=ERROR msg=\"cluster reachability check failed: kubernetes cluster unreachable: the server has asked for the client to provide credentials\"\nError: INSTALLATION FAILED: cluster reachability check failed: kubernetes cluster unreachable: the server has asked for the client to provide credentials",
            HelmFailure.Forbidden,
            "the Kubernetes cluster does not accept the credentials of the kubeconfig: renew them"
        },
        {
            "Error: INSTALLATION FAILED: Kubernetes cluster unreachable: unknown",
            HelmFailure.Forbidden,
            "the account may not even ask the Kubernetes server for its version: check the credentials of the kubeconfig"
        },
    };

    public static TheoryData<string, HelmFailure, string> Connection => new()
    {
        {
            "Error: Kubernetes cluster unreachable: Get \"http://127.0.0.1:1/version\": dial tcp 127.0.0.1:1: connect: connection refused",
            HelmFailure.Unreachable,
            "the Kubernetes API server at 127.0.0.1:1 cannot be reached (connection refused): does it run, and is the address right?"
        },
        {
            "Error: kubernetes cluster unreachable: Get \"https://nowhere.example/version\": dial tcp: lookup nowhere.example on 127.0.0.53:53: no such host",
            HelmFailure.Unreachable,
            "the Kubernetes API server at nowhere.example cannot be reached (no such host): is the address right?"
        },
        { "Error: kubernetes cluster unreachable: stat /nonexistent: no such file or directory", HelmFailure.Unreachable, "there is no kubeconfig /nonexistent: name the right file" },
        { "Error: kubernetes cluster unreachable: context \"other\" does not exist", HelmFailure.Unreachable, "the kubeconfig has no context other: kubectl config get-contexts lists them" },
        {
            "Error: Kubernetes cluster unreachable: Get \"https://k/version\": x509: certificate signed by unknown authority",
            HelmFailure.Unreachable,
            "the server's certificate is not trusted: certificate signed by unknown authority"
        },
        {
            "Error: query: failed to query with labels: the server could not find the requested resource",
            HelmFailure.Unreachable,
            "the server of the kubeconfig answers, but not as a Kubernetes API server does: check its address"
        },
        {
            "Error: INSTALLATION FAILED: Kubernetes cluster unreachable: the server is currently unable to handle the request",
            HelmFailure.Unreachable,
            "the Kubernetes cluster cannot be reached: the server is currently unable to handle the request"
        },
        {
            "Error: INSTALLATION FAILED: the server has received too many requests and has asked us to try again later",
            HelmFailure.Unreachable,
            "the Kubernetes API server gives no sound answer: try again, and check the address if it stays so"
        },
        {
            "Error: INSTALLATION FAILED: Timeout: request did not complete within requested timeout - context deadline exceeded",
            HelmFailure.Timeout,
            "the Kubernetes API server did not answer in time: try again; is it overloaded?"
        },
        {
            "Error: INSTALLATION FAILED: failed pre-install: timed out waiting for the condition",
            HelmFailure.Timeout,
            "a hook of the chart did not end in time: look at its job's pods, or give it longer"
        },
        {
            "Error: INSTALLATION FAILED: failed pre-install: resource Job/fate/h not ready. status: InProgress, message: Job in progress\ncontext deadline exceeded",
            HelmFailure.Timeout,
            "a hook of the chart did not end in time: look at its job's pods, or give it longer"
        },
        {
            "Error: kubernetes cluster unreachable: unable to parse the server version: invalid character '<' looking for beginning of value",
            HelmFailure.Unreachable,
            "the server of the kubeconfig answers, but not as a Kubernetes API server does: check its address"
        },
        {
            "Error: kubernetes cluster unreachable: an error on the server (\"<html>bad gw</html>\") has prevented the request from succeeding",
            HelmFailure.Unreachable,
            "the Kubernetes cluster cannot be reached: an error on the server (\"<html>bad gw</html>\") has prevented the request from succeeding"
        },
        {
            "Error: Kubernetes cluster unreachable: error loading config file \"/etc/k\": yaml: line 1: did not find expected node content",
            HelmFailure.Unreachable,
            "the kubeconfig cannot be used: check it with kubectl version"
        },
        {
            "Error: INSTALLATION FAILED: failed pre-install: 1 error occurred:\n\t* job failed: BackoffLimitExceeded\n",
            HelmFailure.Other,
            "the chart's pre-install hook failed: 1 error occurred: * job failed: BackoffLimitExceeded"
        },
        {
            "Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: error validating \"\": error validating data: failed to download openapi: the server could not find the requested resource",
            HelmFailure.Other,
            "the Kubernetes server offers no API description that this helm can read: use helm 4 (FATECLOUD_HELM names the program)"
        },
        {
            "Error: INSTALLATION FAILED: unable to build kubernetes objects from release manifest: error validating \"\": error validating data: failed to download openapi: Get \"https://127.0.0.1:6443/openapi/v2?timeout=32s\": dial tcp 127.0.0.1:6443: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false",
            HelmFailure.Unreachable,
            "the Kubernetes API server at 127.0.0.1:6443 cannot be reached (connection refused): does it run, and is the address right?"
        },
    };
}
