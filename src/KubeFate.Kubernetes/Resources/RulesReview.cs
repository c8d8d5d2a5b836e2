namespace KubeFate.Kubernetes.Resources;

/// <summary>Asks the server for all that we may do in a namespace (authorization.k8s.io/v1 SelfSubjectRulesReview).</summary>
internal sealed record RulesReview
{
    public string ApiVersion { get; set; } = "authorization.k8s.io/v1";

    public string Kind { get; set; } = "SelfSubjectRulesReview";

    public RulesReviewSpec Spec { get; set; } = new();

    public RulesReviewStatus? Status { get; set; }
}

internal sealed record RulesReviewSpec
{
    public string Namespace { get; set; } = "";
}

/// <summary>An authorizer that cannot list its rules (a webhook) leaves them out: what stands here is allowed, what does not may be.</summary>
internal sealed record RulesReviewStatus
{
    public List<ResourceRule>? ResourceRules { get; set; }
}

internal sealed record ResourceRule
{
    public List<string>? Verbs { get; set; }

    public List<string>? ApiGroups { get; set; }

    public List<string>? Resources { get; set; }

    /// <summary>Only objects of these names; null or empty: of any name.</summary>
    public List<string>? ResourceNames { get; set; }
}
