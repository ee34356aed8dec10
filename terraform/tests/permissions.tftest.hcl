# Whole policies, statement by statement: one more or one less is a failure. A statement reads sid, effect (null is Allow), actions,
# resources, conditions.

mock_provider "aws" {
  source = "./tests/mocks"

  override_resource {
    target = aws_s3files_access_point.workspace["orchestrator"]
    values = { arn = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-00000000000001000" }
  }

  override_resource {
    target = aws_s3files_access_point.workspace["agents"]
    values = { arn = "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-00000000000001001" }
  }
}

variables {
  region        = "us-east-1"
  artifacts_dir = "./tests/zips/first"
  agents = {
    security = { model = "bedrock:us.anthropic.claude-sonnet-5-5" }
    verifier = { model = "bedrock:anthropic.claude-haiku-5-5" }
    style    = {}
  }
}

run "a_function_writes_its_log_joins_the_vpc_and_mounts_as_itself" {
  assert {
    condition = alltrue([for key, caller in { orchestrator = "1000", agent-security = "1001", agent-style = "1001", agent-verifier = "1001" } :
      jsonencode([for s in data.aws_iam_policy_document.function[key].statement : [s.sid, s.effect, s.actions, s.resources, s.condition]]) == jsonencode([
        ["WriteOwnLog", null, ["logs:CreateLogStream", "logs:PutLogEvents"], ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/mock:*"], []],
        ["JoinTheVpc", null, ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"], ["*"], []],
        ["CodeJoinsNothing", "Deny", ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"], ["*"], [{ test = "ArnLike", variable = "lambda:SourceFunctionArn", values = ["arn:aws:lambda:us-east-1:123456789012:function:codereview-${key}"] }]],
        ["MountAsItself", null, ["s3files:ClientMount", "s3files:ClientWrite"], ["arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0"], [{ test = "StringEquals", variable = "s3files:AccessPointArn", values = ["arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-0000000000000${caller}"] }]],
    ])])
    error_message = "Own log, own network interfaces, own access point; no root, no bucket."
  }

  assert {
    condition     = jsonencode([for s in data.aws_iam_policy_document.function_trust.statement : [s.effect, s.actions, s.principals, s.condition]]) == jsonencode([[null, ["sts:AssumeRole"], [{ type = "Service", identifiers = ["lambda.amazonaws.com"] }], []]])
    error_message = "Lambda takes the functions' roles, and nobody else."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.file_system_config[0].arn == aws_s3files_access_point.workspace["orchestrator"].arn && alltrue([for agent in aws_lambda_function.agent : agent.file_system_config[0].arn == aws_s3files_access_point.workspace["agents"].arn])
    error_message = "A function mounts through the access point that its role allows."
  }
}

run "agents_deliver_outcomes_and_ask_the_model_they_are_given" {
  assert {
    condition = jsonencode({ for kind, document in data.aws_iam_policy_document.agent : kind => [for s in document.statement : [s.sid, s.effect, s.actions, s.resources, s.condition]] }) == jsonencode({
      security = [
        ["DeliverOutcome", null, ["lambda:InvokeFunction"], ["arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"], []],
        ["AskItsProfile", null, ["bedrock:InvokeModel"], ["arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-5-5"], []],
        ["AskTheModelBehindIt", null, ["bedrock:InvokeModel"], ["arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-5-5"], [{ test = "StringEquals", variable = "bedrock:InferenceProfileArn", values = ["arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-5-5"] }]],
      ]
      style = [
        ["DeliverOutcome", null, ["lambda:InvokeFunction"], ["arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"], []],
      ]
      verifier = [
        ["DeliverOutcome", null, ["lambda:InvokeFunction"], ["arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"], []],
        ["AskItsModel", null, ["bedrock:InvokeModel"], ["arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-5-5"], []],
      ]
    })
    error_message = "Each agent has its own model, or none."
  }

  assert {
    condition     = alltrue([for kind in keys(var.agents) : aws_iam_role_policy.agent[kind].role == aws_iam_role.function["agent-${kind}"].id && aws_iam_role_policy.agent[kind].policy == data.aws_iam_policy_document.agent[kind].json && jsonencode(data.aws_iam_policy_document.agent[kind].source_policy_documents) == jsonencode([data.aws_iam_policy_document.function["agent-${kind}"].json])])
    error_message = "Beside that an agent may do what every function may."
  }
}

run "the_orchestrator_invokes_the_agents_and_itself_and_leaves_dead_letters" {
  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.orchestrator.statement : [s.sid, s.effect, s.actions, s.resources, s.condition]]) == jsonencode([
      ["InvokeAgents", null, ["lambda:InvokeFunction"], [for kind in ["security", "style", "verifier"] : "arn:aws:lambda:us-east-1:123456789012:function:codereview-agent-${kind}:live"], []],
      ["GoOnByItself", null, ["lambda:InvokeFunction"], ["arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator", "arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"], []],
      ["LeaveDeadLetters", null, ["sqs:SendMessage"], ["arn:aws:sqs:us-east-1:123456789012:mock-dead-letters"], []],
    ])
    error_message = "It invokes the agents by their alias, and itself; no model, no bucket, no secret."
  }

  assert {
    condition     = aws_iam_role_policy.orchestrator.role == aws_iam_role.function["orchestrator"].id && aws_iam_role_policy.orchestrator.policy == data.aws_iam_policy_document.orchestrator.json && jsonencode(data.aws_iam_policy_document.orchestrator.source_policy_documents) == jsonencode([data.aws_iam_policy_document.function["orchestrator"].json])
    error_message = "Beside that it may do what every function may."
  }

  assert {
    condition = jsonencode([for s in data.aws_iam_policy_document.sweep.statement : [s.sid, s.effect, s.actions, s.resources, s.condition]]) == jsonencode([
      ["InvokeOrchestrator", null, ["lambda:InvokeFunction"], ["arn:aws:lambda:us-east-1:123456789012:function:codereview-orchestrator:live"], []],
    ])
    error_message = "The sweep invokes the orchestrator."
  }

  assert {
    condition     = jsonencode([for s in data.aws_iam_policy_document.sweep_trust.statement : [s.effect, s.actions, s.principals, s.condition]]) == jsonencode([[null, ["sts:AssumeRole"], [{ type = "Service", identifiers = ["scheduler.amazonaws.com"] }], [{ test = "StringEquals", variable = "aws:SourceAccount", values = ["123456789012"] }]]])
    error_message = "The scheduler of this account takes the sweep's role."
  }

  assert {
    condition     = aws_iam_role_policy.sweep.role == aws_iam_role.sweep.id && aws_scheduler_schedule.sweep.target[0].role_arn == aws_iam_role.sweep.arn
    error_message = "The schedule uses the role that has the policy."
  }
}

run "a_git_token_is_readable_by_the_orchestrator_only" {
  variables {
    git_token_secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:git-AbCdEf"
    git_token_hosts      = ["github.com", "git.corp.example"]
  }

  assert {
    condition     = jsonencode([for s in data.aws_iam_policy_document.orchestrator.statement : [s.effect, s.actions, s.resources, s.condition] if s.sid == "ReadGitToken"]) == jsonencode([[null, ["secretsmanager:GetSecretValue"], [var.git_token_secret_arn], []]])
    error_message = "The orchestrator reads this secret."
  }

  assert {
    condition     = alltrue([for document in merge(data.aws_iam_policy_document.agent, data.aws_iam_policy_document.function) : alltrue([for s in document.statement : !anytrue([for action in s.actions : startswith(action, "secretsmanager:")])])])
    error_message = "No agent does."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_GIT_TOKEN_SECRET == var.git_token_secret_arn && aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_GIT_TOKEN_HOST == "github.com,git.corp.example" && alltrue([for agent in aws_lambda_function.agent : !contains(keys(agent.environment[0].variables), "CODEREVIEW_GIT_TOKEN_SECRET")])
    error_message = "The orchestrator is told where it is and whom to show it, the secret itself is in no configuration."
  }
}

run "nothing_is_pulled_from_codecommit_unless_it_is_named" {
  assert {
    condition     = !anytrue([for s in data.aws_iam_policy_document.orchestrator.statement : anytrue([for action in s.actions : startswith(action, "codecommit:")])])
    error_message = "No repository is named, so none may be pulled."
  }
}

run "the_orchestrator_alone_pulls_the_named_repositories_from_codecommit" {
  variables {
    codecommit_repository_arns = ["arn:aws:codecommit:us-east-1:123456789012:shop", "arn:aws:codecommit:us-east-1:123456789012:team-*"]
  }

  assert {
    condition     = jsonencode([for s in data.aws_iam_policy_document.orchestrator.statement : [s.effect, s.actions, tolist(s.resources), s.condition] if s.sid == "PullFromCodeCommit"]) == jsonencode([[null, ["codecommit:GitPull"], var.codecommit_repository_arns, []]])
    error_message = "It pulls these, and may do nothing else with them."
  }

  assert {
    condition     = alltrue([for document in merge(data.aws_iam_policy_document.agent, data.aws_iam_policy_document.function) : alltrue([for s in document.statement : !anytrue([for action in s.actions : startswith(action, "codecommit:")])])])
    error_message = "No agent does."
  }

  assert {
    condition     = !contains(keys(aws_lambda_function.orchestrator.environment[0].variables), "CODEREVIEW_GIT_ALLOW") && !contains(keys(aws_vpc_endpoint.api), "git-codecommit")
    error_message = "Over the NAT gateway CodeCommit is at public addresses."
  }
}

run "without_the_internet_codecommit_is_reached_through_an_endpoint" {
  variables {
    egress                     = "endpoints"
    codecommit_repository_arns = ["arn:aws:codecommit:us-east-1:123456789012:shop"]
  }

  assert {
    condition     = aws_vpc_endpoint.api["git-codecommit"].service_name == "com.amazonaws.us-east-1.git-codecommit" && aws_vpc_security_group_ingress_rule.endpoint_from_caller["git-codecommit"].referenced_security_group_id == aws_security_group.functions["orchestrator"].id
    error_message = "The orchestrator reaches it there."
  }

  assert {
    condition     = aws_lambda_function.orchestrator.environment[0].variables.CODEREVIEW_GIT_ALLOW == "https://git-codecommit.us-east-1.amazonaws.com"
    error_message = "The endpoint's address is private, so it is allowed by name."
  }
}
