namespace KubeFate.Kubernetes.Resources;

/// <summary>Asks the server whether we may do something (authorization.k8s.io/v1 SelfSubjectAccessReview).</summary>
internal sealed record AccessReview
{
    public string ApiVersion { get; set; } = "authorization.k8s.io/v1";

    public string Kind { get; set; } = "SelfSubjectAccessReview";

    public AccessReviewSpec Spec { get; set; } = new();

    public AccessReviewStatus? Status { get; set; }
}

internal sealed record AccessReviewSpec
{
    public ResourceAttributes? ResourceAttributes { get; set; }
}

internal sealed record ResourceAttributes
{
    public string Namespace { get; set; } = "";

    public string Verb { get; set; } = "";

    public string Group { get; set; } = "";

    public string Resource { get; set; } = "";

    public string? Subresource { get; set; }
}

internal sealed record AccessReviewStatus
{
    public bool Allowed { get; set; }
}
