using System.Net;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Golden;

/// <summary>A service that knows two clusters, three jobs and whatever else the transcripts ask for.</summary>
internal static class CannedService
{
    public const string Cluster = "eb0b5ec2-0b80-4876-9bb9-855f94e67f39";
    public const string Job = "59e8cf10-1cd2-48f8-a8db-428167ce3b0c";
    private const string Other = "11056ddf-fd50-4a70-9d52-805cabdf0920";
    private const string Chart = "fde94cbe-fea1-4979-a629-bc23f0f10a4c";
    private const string User = "ac2802a8-1982-4ade-9f0c-dc720feacc12";
    private const string Token = "7c0b1f3e-55aa-4c11-9f5b-1d2e3f405162";
    private const string Missing = "00000000-0000-4000-8000-000000000000";
    private const string Times = "\"ID\":1,\"CreatedAt\":\"2026-04-12T07:00:00Z\",\"UpdatedAt\":\"2026-04-12T07:30:00Z\",\"DeletedAt\":null";
    private const string NotFound = """{"error":"record not found"}""";

    private const string ChartRecord = $$"""{"uuid":"{{Chart}}","name":"fate","chart":"apiVersion: v2\nappVersion: v2.0.0\ndescription: FATE\nname: fate\nversion: v2.0.0\n","values":"a: 1\n","values_template":"","values_template_example":"","version":"v2.0.0","app_version":"v2.0.0","source":"built-in","digest":"sha256:0f","templates":null,{{Times}}}""";
    private const string UserRecord = $$"""{"uuid":"{{User}}","username":"alice","email":"alice@fate.test","userStatus":"Available","role":"operator",{{Times}}}""";
    private const string TokenRecord = $$"""{"uuid":"{{Token}}","name":"ci","username":"admin","role":"operator","created_at":"2026-04-12T07:00:00Z","expires_at":"2026-07-11T07:00:00Z","last_used_at":null}""";

    public static void Fill(FakeService service)
    {
        Clusters(service);
        Jobs(service);
        Charts(service);
        Users(service);
        service.Json("GET /v1/version", """{"msg":"getVersion Success","version":"v2.0.0","simulated":true}""");
        service.Json("GET /v1/namespace/", """{"data":[{"Name":"default","Status":"Active","Labels":{"kubernetes.io/metadata.name":"default","a":"b"},"Annotations":null,"Age":"4m49s"},{"Name":"fate-9999","Status":"Terminating","Labels":null,"Annotations":null,"Age":"2d"}],"msg":"getNamespaceList success"}""");
        service.Json("GET /v1/audit?username=alice&since=2026-04-11T08%3A00%3A00Z", $$"""{"data":[{"id":7,"time":"2026-04-12T07:59:00Z","username":"alice","action":"cluster.delete","target":"{{Cluster}}","target_name":"party-a/fate-9999","outcome":"accepted","status":200,"detail":"job {{Job}}","remote":"10.0.0.7"},{"id":6,"time":"2026-04-12T07:58:00Z","username":"alice","action":"user.login","target":"","target_name":"","outcome":"refused","status":401,"detail":"wrong password","remote":"10.0.0.7"}],"msg":""}""");
        service.Json("GET /v1/audit", """{"error":"the role viewer may not do this; it needs admin","code":"forbidden"}""", HttpStatusCode.Forbidden);
    }

    private static void Clusters(FakeService service)
    {
        var party = ClusterRecord(Cluster, "party-a", "Running", ",\"Info\":{\"dashboard\":[\"fateboard.party-a.test\"],\"ip\":\"192.168.0.4\",\"port\":30091,\"status\":{\"containers\":{\"python\":\"Running\"},\"deployments\":{\"python\":\"Available\"},\"statefulSets\":{}}}");
        var list = $$"""{"data":[{{ClusterRecord(Cluster, "party-a", "Running")}},{{ClusterRecord(Other, "party-b", "Creating")}}],"msg":"getClusterList success"}""";
        service.Json("GET /v1/cluster/", list).Json("GET /v1/cluster/?namespace=party-c", """{"data":[],"msg":""}""").Json("GET /v1/cluster/?all=true", list);
        service.Json($"GET /v1/cluster/{Cluster}", $$"""{"data":{{party}},"msg":""}""").Json($"GET /v1/cluster/{Other}", $$"""{"data":{{ClusterRecord(Other, "party-b", "Creating")}},"msg":""}""");
        service.Json($"GET /v1/cluster/{Missing}", NotFound, HttpStatusCode.NotFound);
        service.Json($"DELETE /v1/cluster/{Cluster}", Data(JobRecord(Job, "ClusterDelete", "Pending")));
        service.Json($"DELETE /v1/cluster/{Other}", """{"error":"the cluster is being worked on by job 59e8cf10","code":"cluster_busy"}""", HttpStatusCode.Conflict);
        service.Json("POST /v1/cluster", Data(JobRecord(Job, "ClusterInstall", "Pending")));
        service.Json("PUT /v1/cluster", Data(JobRecord(Job, "ClusterUpdate", "Pending")));
        service.Json("POST /v1/cluster/render", """{"data":{"values":{"partyId":9999,"mysql":{"size":"1Gi"}},"manifest":"kind: Service\nmetadata:\n  name: rollsite\n","problems":[{"severity":"warning","path":"rollsite.nodePort","line":1,"message":"the port is taken by another service"}]},"msg":""}""");
        service.Json("POST /v1/cluster/render", """{"data":{"values":null,"manifest":null,"problems":[{"severity":"error","path":"modules[2]","line":1,"message":"there is no such module"}]},"msg":""}""");
        service.Json($"GET /v1/cluster/{Cluster}/status", $$"""{"data":{"uuid":"{{Cluster}}","name":"fate-9999","namespace":"party-a","status":"Unavailable","modules":[{"module":"python","kind":"Deployment","condition":"Available"},{"module":"mysql","kind":"StatefulSet","condition":"Progressing","waiting_for":"its image to be pulled"}],"notes":["rollsite is scaled to 0"]},"msg":""}""");
        service.Answer($"GET /v1/log/{Cluster}/stream?container=python&timestamps=true&since=5m&tail=2", "[python-0 fateflow] first\n[python-0 fateboard] second\n", HttpStatusCode.OK, "text/plain");
        service.Json($"GET /v1/log/{Cluster}/stream?container=nope", """{"title":"Not Found","status":404,"detail":"there is no container nope","error":"there is no container nope; there are: fateflow, mysql","code":"container_not_found"}""", HttpStatusCode.NotFound);
    }

    private static void Jobs(FakeService service)
    {
        const string failed = ",\"failure\":{\"code\":\"chart_missing\",\"message\":\"there is no chart fate v9\",\"detail\":\"helm said so\"}";
        service.Json("GET /v1/job/", Data($"[{JobRecord(Job, "ClusterInstall", "Success")},{JobRecord("582df7bc-61a0-4f89-a55b-e43817edfeee", "ClusterDelete", "Failed", failed)},{JobRecord("5f914252-ed1b-4424-9684-9246cfdfe4d8", "ClusterUpdate", "Running")}]"));
        service.Json("GET /v1/job/?status=Failed", Data("[]"));
        service.Json($"GET /v1/job/{Job}", Data(JobRecord(Job, "ClusterInstall", "Success")));
        service.Json("GET /v1/job/582df7bc-61a0-4f89-a55b-e43817edfeee", Data(JobRecord("582df7bc-61a0-4f89-a55b-e43817edfeee", "ClusterDelete", "Failed", failed)));
        service.Json($"GET /v1/job/{Missing}", NotFound, HttpStatusCode.NotFound);
        service.Json($"PUT /v1/job/{Job}?jobStatus=stop", """{"error":"job status is Success, not support stop","code":"job_ended"}""", HttpStatusCode.Conflict);
        service.Json("PUT /v1/job/5f914252-ed1b-4424-9684-9246cfdfe4d8?jobStatus=stop", """{"msg":"job stop success"}""");
        service.Json($"DELETE /v1/job/{Job}", """{"msg":"deleteJob success"}""");
        service.Answer($"GET /v1/job/{Job}/events", """
            id: 1
            event: status
            data: {"number":1,"time":"2026-04-12T08:00:00Z","type":"status","status":"Running","message":"job started"}

            id: 2
            event: end
            data: {"number":2,"time":"2026-04-12T08:00:02Z","type":"end","status":"Success","message":"job run Success"}


            """, HttpStatusCode.OK, "text/event-stream");
    }

    private static void Charts(FakeService service)
    {
        service.Json("GET /v1/chart?summary=true", Data($"[{ChartRecord}]")).Json("GET /v1/chart?name=nope&summary=true", Data("[]"));
        service.Json($"GET /v1/chart/{Chart}", Data(ChartRecord)).Json($"GET /v1/chart/{Missing}", NotFound, HttpStatusCode.NotFound);
        service.Json("POST /v1/chart", $$"""{"data":{"helmUUID":"{{Chart}}"},"msg":"uploadChart success"}""");
        service.Json($"DELETE /v1/chart/{Chart}", """{"error":"chart fate v2.0.0 is in use by cluster party-a/fate-9999","code":"chart_in_use"}""", HttpStatusCode.Conflict);
        service.Json($"DELETE /v1/chart/{Chart}?force=true", """{"msg":"deleteChart success"}""");
    }

    private static void Users(FakeService service)
    {
        service.Json("GET /v1/user/", Data($"[{UserRecord}]")).Json("GET /v1/user/me", Data(UserRecord)).Json("POST /v1/user", Data(UserRecord));
        service.Json($"PUT /v1/user/{User}", """{"msg":"ok"}""").Json($"DELETE /v1/user/{User}", """{"msg":"ok"}""").Json("PUT /v1/user/me/password", """{"msg":"ok"}""");
        service.Json("POST /v1/user/logout", """{"code":200}""");
        service.Json("GET /v1/token", Data($"[{TokenRecord}]")).Json("GET /v1/token?all=true", Data("[]"));
        service.Json("POST /v1/token", Data(TokenRecord.Replace("\"role\"", "\"token\":\"kft_secret\",\"role\"", StringComparison.Ordinal)));
        service.Json($"DELETE /v1/token/{Token}", """{"msg":"ok"}""");
    }

    private static string Data(string data) => $$"""{"data":{{data}},"msg":""}""";

    private static string ClusterRecord(string uuid, string space, string status, string more = "") =>
        $$"""{"uuid":"{{uuid}}","name":"fate-9999","namespaces":"{{space}}","chart_name":"fate","chart_version":"v2.0.0","values":"{}","Spec":{"partyId":9999,"name":"fate-9999"},"revision":1,"helm_revision":2,"chart_values":{},"status":"{{status}}"{{more}},{{Times}}}""";

    private static string JobRecord(string uuid, string method, string status, string more = "")
    {
        var end = status is "Success" or "Failed" ? "2026-04-12T07:59:30Z" : "0001-01-01T00:00:00Z";
        const string modules = "{\"python\":{\"ModuleName\":\"python\",\"Status\":\"Success\",\"ModulesStatus\":\"Available\",\"StartTime\":\"2026-04-12T07:58:00Z\",\"EndTime\":\"2026-04-12T07:59:00Z\"}}";
        return $$"""{"uuid":"{{uuid}}","start_time":"2026-04-12T07:58:00Z","end_time":"{{end}}","method":"{{method}}","cluster_id":"{{Cluster}}","creator":"admin","sub_jobs":{{modules}},"status":"{{status}}","time_limit":3600000000000,"meta_data":null,"states":["update job status to Running","job run Success"]{{more}},{{Times}}}""";
    }
}
