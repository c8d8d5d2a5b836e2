using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Authorization.Roles;

namespace KubeFate.Simulator.Tests.Authorization;

public sealed class PolicyRuleTests
{
    private static readonly Identity Jane = new("jane", [Identity.Authenticated]);

    [Theory]
    [InlineData("get", "", "pods", "", true)]
    [InlineData("delete", "", "pods", "", false)]
    [InlineData("get", "apps", "pods", "", false)]
    [InlineData("get", "", "secrets", "", false)]
    [InlineData("get", "", "pods", "log", false)]
    public void A_rule_allows_what_it_names_and_no_part_of_it(string verb, string group, string resource, string part, bool allowed) =>
        Assert.Equal(allowed, Rule("get,list", "", "pods").Allows(Asked(verb, group, resource, part)));

    [Theory]
    [InlineData("*", "pods", "log", true)]
    [InlineData("*/scale", "deployments", "scale", true)]
    [InlineData("*/scale", "deployments", "", false)]
    [InlineData("pods/log", "pods", "log", true)]
    [InlineData("pods/*", "pods", "log", false)]
    public void A_star_stands_for_every_resource_and_before_a_slash_for_a_part_of_every_one(string rule, string resource, string part, bool allowed) =>
        Assert.Equal(allowed, Rule("get", "*", rule).Allows(Asked("get", "apps", resource, part)));

    [Fact]
    public void Names_allow_only_requests_of_that_name()
    {
        var rule = Rule("get,create", "", "secrets") with { Names = ["one"] };
        Assert.True(rule.Allows(Asked("get", "", "secrets", "") with { Name = "one" }));
        Assert.False(rule.Allows(Asked("get", "", "secrets", "") with { Name = "two" }));
        Assert.False(rule.Allows(Asked("create", "", "secrets", "")));
    }

    [Theory]
    [InlineData("/api/*", "/api/v1", true)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("/version", "/version", true)]
    [InlineData("*", "/logs", true)]
    public void Paths_are_whole_or_end_with_a_star(string rule, string path, bool allowed) =>
        Assert.Equal(allowed, new PolicyRule { Verbs = ["get"], Paths = [rule] }.Allows(new() { User = Jane, Verb = "get", Path = path }));

    [Fact]
    public void A_rule_covers_each_right_of_another_or_not()
    {
        var held = Rule("get,list", "", "pods,*/scale");
        Assert.All(Rule("list", "", "pods,deployments/scale").Split(), right => Assert.True(held.Covers(right)));
        Assert.Equal(["delete", "delete"], Rule("get,delete", "", "pods,x/scale").Split().Where(right => !held.Covers(right)).Select(right => right.Verbs[0]));
        Assert.False((held with { Names = ["one"] }).Covers(Rule("get", "", "pods").Split().Single()));
        Assert.True((held with { Names = ["one"] }).Covers((Rule("get", "", "pods") with { Names = ["one"] }).Split().Single()));
    }

    [Fact]
    public void What_is_missing_is_told_by_resource_with_its_verbs_together() => Assert.Equal(
        """
        {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
        {APIGroups:["apps"], Resources:["deployments"], ResourceNames:["one"], Verbs:["get"]}
        {NonResourceURLs:["/logs"], Verbs:["get"]}
        """,
        MissingRights.Describe(
        [
            .. Rule("get,list", "", "pods").Split(), .. (Rule("get", "apps", "deployments") with { Names = ["one"] }).Split(),
            new() { Verbs = ["get"], Paths = ["/logs"] },
        ]));

    private static PolicyRule Rule(string verbs, string groups, string resources) =>
        new() { Verbs = verbs.Split(','), Groups = groups.Split(','), Resources = resources.Split(',') };

    private static AccessRequest Asked(string verb, string group, string resource, string part) =>
        new() { User = Jane, Verb = verb, Group = group, Resource = resource, Subresource = part, Namespace = "default" };
}
