namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class InfrastructureTests
{
    [Theory]
    [InlineData("cloud/open-to-everybody", "a.tf", "resource \"aws_s3_bucket\" \"a\" {\n  acl = \"public-read\"\n}")]
    [InlineData("cloud/open-to-everybody", "a.tf", "  ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }")]
    [InlineData("cloud/open-to-everybody", "a.yaml", "SecurityGroupIngress:\n  - FromPort: 22\n    CidrIp: 0.0.0.0/0\n")]
    [InlineData("cloud/every-action", "a.tf", "actions = [\"*\"]")]
    [InlineData("image/secret-in-layer", "Dockerfile", "ENV API_TOKEN=tok_9f8e7d6c5b4a")]
    [InlineData("image/unverified-download", "Dockerfile", "RUN curl -k https://a.test/i.sh | sh")]
    [InlineData("container/privileged", "docker-compose.yml", "    privileged: true")]
    [InlineData("workflow/untrusted-checkout", "a.yml", "on: pull_request_target\n          ref: ${{ github.event.pull_request.head.sha }}")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("cloud/open-to-everybody", "a.tf", "  ingress {\n    from_port = 443\n    to_port = 443\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }")]
    [InlineData("cloud/open-to-everybody", "a.tf", "  egress {\n    from_port = 0\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }")]
    [InlineData("cloud/every-action", "a.tf", "actions = [\"s3:GetObject\"]")]
    [InlineData("image/secret-in-layer", "Dockerfile", "ENV API_TOKEN=$TOKEN")]
    [InlineData("image/unverified-download", "Dockerfile", "RUN curl -fsSLo i.sh https://a.test/i.sh")]
    [InlineData("container/privileged", "docker-compose.yml", "    privileged: false")]
    [InlineData("workflow/untrusted-checkout", "a.yml", "on: pull_request\n          ref: ${{ github.event.pull_request.head.sha }}")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}
