# One function that orchestrates, and one for each kind of agent. They are called by the alias `live`, which moves to a new version in
# one step: what is under way ends as it began.

locals {
  # The flow is a cycle: orchestrator -> agents -> (as their destination) orchestrator. Names are given here, so that neither
  # side has to wait for the other to exist.
  orchestrator_name = "${var.name}-orchestrator"
  agent_names       = { for kind in keys(var.agents) : kind => "${var.name}-agent-${kind}" }

  functions = merge(
    { orchestrator = { name = local.orchestrator_name, caller = "orchestrator", timeout = var.orchestrator.timeout_seconds } },
    { for kind, agent in var.agents : "agent-${kind}" => { name = local.agent_names[kind], caller = "agents", timeout = agent.timeout_seconds } },
  )

  function_arn     = "arn:${local.partition}:lambda:${var.region}:${local.account}:function"
  orchestrator_arn = "${local.function_arn}:${local.orchestrator_name}:live"

  environment = { CODEREVIEW_WORKSPACE = local.mount_path }

  artifacts_dir    = coalesce(var.artifacts_dir, "${path.module}/../dist/${var.architecture}")
  orchestrator_zip = "${local.artifacts_dir}/orchestrator.zip"
  agent_zip        = "${local.artifacts_dir}/agent.zip"

  # How long Lambda keeps an agent's task that finds no room to run, before it tells the orchestrator, which tries anew.
  task_waits_seconds = 3600
}

# --- what every function may do ----------------------------------------------------

data "aws_iam_policy_document" "function_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  # A prefix, since a role's name is one for all regions; it has 38 characters at most.
  name_prefix        = "${substr(each.value.name, 0, 37)}-"
  description        = "What ${each.value.name} runs as"
  assume_role_policy = data.aws_iam_policy_document.function_trust.json
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${each.value.name}"
  retention_in_days = var.log_retention_days
}

data "aws_iam_policy_document" "function" {
  for_each = local.functions

  statement {
    sid       = "WriteOwnLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
  }

  # Lambda joins the function to the VPC in its name; none of these can be narrowed to one VPC.
  statement {
    sid = "JoinTheVpc"
    actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
  }

  # The service needs them; the code that runs in the function does not.
  statement {
    sid    = "CodeJoinsNothing"
    effect = "Deny"
    actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "lambda:SourceFunctionArn"
      values   = ["${local.function_arn}:${each.value.name}"]
    }
  }

  # Never root, and only with the identity that the access point gives. No s3: whoever may read the bucket is not held by file modes.
  statement {
    sid       = "MountAsItself"
    actions   = ["s3files:ClientMount", "s3files:ClientWrite"]
    resources = [aws_s3files_file_system.workspace.arn]

    condition {
      test     = "StringEquals"
      variable = "s3files:AccessPointArn"
      values   = [aws_s3files_access_point.workspace[each.value.caller].arn]
    }
  }
}

# --- the orchestrator ------------------------------------------------------------------

data "aws_iam_policy_document" "orchestrator" {
  source_policy_documents = [data.aws_iam_policy_document.function["orchestrator"].json]

  statement {
    sid       = "InvokeAgents"
    actions   = ["lambda:InvokeFunction"]
    resources = [for kind in keys(var.agents) : "${local.function_arn}:${local.agent_names[kind]}:live"]
  }

  # A review that has more to do than fits into an invocation goes on in another one, of the name that it was called by.
  statement {
    sid       = "GoOnByItself"
    actions   = ["lambda:InvokeFunction"]
    resources = ["${local.function_arn}:${local.orchestrator_name}", local.orchestrator_arn]
  }

  # Lambda leaves a message there that the orchestrator could not take, with the orchestrator's role.
  statement {
    sid       = "LeaveDeadLetters"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letters.arn]
  }

  dynamic "statement" {
    for_each = var.git_token_secret_arn[*]

    content {
      sid       = "ReadGitToken"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = length(var.codecommit_repository_arns) == 0 ? [] : [var.codecommit_repository_arns]

    content {
      sid       = "PullFromCodeCommit"
      actions   = ["codecommit:GitPull"]
      resources = statement.value
    }
  }
}

resource "aws_iam_role_policy" "orchestrator" {
  name   = "orchestrator"
  role   = aws_iam_role.function["orchestrator"].id
  policy = data.aws_iam_policy_document.orchestrator.json
}

resource "aws_lambda_function" "orchestrator" {
  function_name = local.orchestrator_name
  description   = "Holds the reviews: clones, plans, dispatches, writes results"
  role          = aws_iam_role.function["orchestrator"].arn

  filename         = local.orchestrator_zip
  source_code_hash = filebase64sha256(local.orchestrator_zip)
  publish          = true

  runtime                        = var.runtime
  handler                        = "bootstrap"
  architectures                  = [var.architecture]
  memory_size                    = var.orchestrator.memory_mib
  timeout                        = var.orchestrator.timeout_seconds
  reserved_concurrent_executions = coalesce(var.orchestrator.reserved_concurrency, -1)

  environment {
    variables = merge(
      local.environment,
      {
        CODEREVIEW_AGENTS = jsonencode({
          for kind, agent in var.agents : kind => merge(
            {
              function              = "${local.agent_names[kind]}:live"
              model                 = agent.model
              timeout_seconds       = agent.timeout_seconds
              max_event_age_seconds = local.task_waits_seconds
            },
            agent.report_within_seconds == null ? {} : { report_within_seconds = agent.report_within_seconds },
          )
        })
        CODEREVIEW_MAX_PARALLEL_AGENTS = tostring(var.orchestrator.max_parallel_agents)
        CODEREVIEW_MAX_ROUNDS          = tostring(var.orchestrator.max_rounds)
      },
      var.git_token_secret_arn == null ? {} : {
        CODEREVIEW_GIT_TOKEN_SECRET = var.git_token_secret_arn
        CODEREVIEW_GIT_TOKEN_HOST   = join(",", var.git_token_hosts)
      },
      length(local.git_origins) == 0 ? {} : { CODEREVIEW_GIT_ALLOW = join(",", local.git_origins) },
      var.https_proxy == null ? {} : { HTTPS_PROXY = var.https_proxy, NO_PROXY = ".amazonaws.com" },
    )
  }

  ephemeral_storage {
    size = var.orchestrator.temporary_storage_mib
  }

  # JSON lines, and Lambda tells the code the level (AWS_LAMBDA_LOG_LEVEL).
  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function["orchestrator"].name
    application_log_level = var.log_level
    system_log_level      = "INFO"
  }

  vpc_config {
    subnet_ids         = [for zone in local.zones : aws_subnet.private[zone].id]
    security_group_ids = [aws_security_group.functions["orchestrator"].id]
  }

  file_system_config {
    arn              = aws_s3files_access_point.workspace["orchestrator"].arn
    local_mount_path = local.mount_path
  }

  # Lambda refuses a file system that has no mount target yet, and a VPC that the role may not join; and a function that is there before
  # its ways through the network would fail its first messages.
  depends_on = [
    aws_s3files_mount_target.zone,
    aws_iam_role_policy.orchestrator,
    aws_vpc_security_group_egress_rule.functions_to_mount,
    aws_vpc_security_group_ingress_rule.mount_from_functions,
    aws_vpc_security_group_egress_rule.orchestrator_to_https,
    aws_vpc_security_group_egress_rule.orchestrator_to_git_port,
    aws_vpc_security_group_ingress_rule.endpoint_from_caller,
    aws_vpc_endpoint.api,
    aws_route_table_association.private,
    aws_route.private_to_nat,
  ]
}

resource "aws_lambda_alias" "orchestrator" {
  name             = "live"
  description      = "What everybody calls"
  function_name    = aws_lambda_function.orchestrator.function_name
  function_version = aws_lambda_function.orchestrator.version
}

resource "aws_lambda_provisioned_concurrency_config" "orchestrator" {
  count = var.orchestrator.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.orchestrator.function_name
  qualifier                         = aws_lambda_alias.orchestrator.name
  provisioned_concurrent_executions = var.orchestrator.provisioned_concurrency
}

resource "aws_lambda_function_recursion_config" "orchestrator" {
  function_name = aws_lambda_function.orchestrator.function_name
  # A review goes round between orchestrator and agents; Lambda would end it after some 16 rounds. The journal counts them instead.
  recursive_loop = "Allow"
}

resource "aws_lambda_function_event_invoke_config" "orchestrator" {
  function_name = aws_lambda_function.orchestrator.function_name
  qualifier     = aws_lambda_alias.orchestrator.name

  # A message that meets an activation at work fails and comes again.
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.dead_letters.arn
    }
  }
}

resource "aws_sqs_queue" "dead_letters" {
  name_prefix = "${var.name}-dead-letters-"

  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

# --- the sweep: a message may get lost altogether ------------------------------------------

data "aws_iam_policy_document" "sweep_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "sweep" {
  name_prefix        = "${var.name}-sweep-"
  description        = "EventBridge Scheduler invokes the orchestrator as this role"
  assume_role_policy = data.aws_iam_policy_document.sweep_trust.json
}

data "aws_iam_policy_document" "sweep" {
  statement {
    sid       = "InvokeOrchestrator"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.orchestrator_arn]
  }
}

resource "aws_iam_role_policy" "sweep" {
  name   = "sweep"
  role   = aws_iam_role.sweep.id
  policy = data.aws_iam_policy_document.sweep.json
}

resource "aws_scheduler_schedule" "sweep" {
  name                = "${var.name}-sweep"
  description         = "Has the orchestrator look for reviews whose tasks are overdue"
  schedule_expression = "rate(5 minutes)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.orchestrator.arn
    role_arn = aws_iam_role.sweep.arn
    input    = jsonencode({ command = "sweep" })

    # The next one comes soon enough.
    retry_policy {
      maximum_retry_attempts       = 0
      maximum_event_age_in_seconds = 300
    }
  }

  depends_on = [aws_iam_role_policy.sweep]
}

# --- the agents ---------------------------------------------------------------------------------

locals {
  bedrock_models = { for kind, agent in var.agents : kind => trimprefix(agent.model, "bedrock:") if startswith(agent.model, "bedrock:") }

  # "us.anthropic.claude-…" is an inference profile, "anthropic.claude-…" a model of this region.
  profiles = { for kind, id in local.bedrock_models : kind => "arn:${local.partition}:bedrock:${var.region}:${local.account}:inference-profile/${id}" if !startswith(id, "anthropic.") }
}

data "aws_iam_policy_document" "agent" {
  for_each = var.agents

  source_policy_documents = [data.aws_iam_policy_document.function["agent-${each.key}"].json]

  # Lambda delivers a task's outcome with the agent's role. From inside the VPC an agent reaches no Lambda API.
  statement {
    sid       = "DeliverOutcome"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.orchestrator_arn]
  }

  dynamic "statement" {
    for_each = contains(keys(local.profiles), each.key) ? [local.profiles[each.key]] : []

    content {
      sid       = "AskItsProfile"
      actions   = ["bedrock:InvokeModel"]
      resources = [statement.value]
    }
  }

  # A profile sends a request to the model in one of several regions, or in none that is named; the model may be asked through it only.
  dynamic "statement" {
    for_each = contains(keys(local.profiles), each.key) ? [local.profiles[each.key]] : []

    content {
      sid       = "AskTheModelBehindIt"
      actions   = ["bedrock:InvokeModel"]
      resources = ["arn:${local.partition}:bedrock:*::foundation-model/${regex("anthropic\\..*", local.bedrock_models[each.key])}"]

      condition {
        test     = "StringEquals"
        variable = "bedrock:InferenceProfileArn"
        values   = [statement.value]
      }
    }
  }

  dynamic "statement" {
    for_each = contains(keys(local.bedrock_models), each.key) && !contains(keys(local.profiles), each.key) ? [local.bedrock_models[each.key]] : []

    content {
      sid       = "AskItsModel"
      actions   = ["bedrock:InvokeModel"]
      resources = ["arn:${local.partition}:bedrock:${var.region}::foundation-model/${statement.value}"]
    }
  }
}

resource "aws_iam_role_policy" "agent" {
  for_each = var.agents

  name   = "agent"
  role   = aws_iam_role.function["agent-${each.key}"].id
  policy = data.aws_iam_policy_document.agent[each.key].json
}

resource "aws_lambda_function" "agent" {
  for_each = var.agents

  function_name = local.agent_names[each.key]
  description   = "Reviews shards: ${each.key}"
  role          = aws_iam_role.function["agent-${each.key}"].arn

  filename         = local.agent_zip
  source_code_hash = filebase64sha256(local.agent_zip)
  publish          = true

  runtime                        = var.runtime
  handler                        = "bootstrap"
  architectures                  = [var.architecture]
  memory_size                    = each.value.memory_mib
  timeout                        = each.value.timeout_seconds
  reserved_concurrent_executions = coalesce(each.value.reserved_concurrency, -1)

  environment {
    variables = merge(local.environment, { CODEREVIEW_AGENT = each.key })
  }

  # JSON lines, and Lambda tells the code the level (AWS_LAMBDA_LOG_LEVEL).
  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function["agent-${each.key}"].name
    application_log_level = var.log_level
    system_log_level      = "INFO"
  }

  vpc_config {
    subnet_ids         = [for zone in local.zones : aws_subnet.private[zone].id]
    security_group_ids = [aws_security_group.functions["agents"].id]
  }

  file_system_config {
    arn              = aws_s3files_access_point.workspace["agents"].arn
    local_mount_path = local.mount_path
  }

  # For the reasons given at the orchestrator.
  depends_on = [
    aws_s3files_mount_target.zone,
    aws_iam_role_policy.agent,
    aws_vpc_security_group_egress_rule.functions_to_mount,
    aws_vpc_security_group_ingress_rule.mount_from_functions,
    aws_vpc_security_group_egress_rule.agents_to_bedrock,
    aws_vpc_security_group_ingress_rule.endpoint_from_caller,
    aws_vpc_endpoint.api,
    aws_route_table_association.private,
  ]
}

resource "aws_lambda_alias" "agent" {
  for_each = var.agents

  name             = "live"
  description      = "What the orchestrator calls"
  function_name    = aws_lambda_function.agent[each.key].function_name
  function_version = aws_lambda_function.agent[each.key].version
}

resource "aws_lambda_provisioned_concurrency_config" "agent" {
  for_each = { for kind, agent in var.agents : kind => agent if agent.provisioned_concurrency > 0 }

  function_name                     = aws_lambda_function.agent[each.key].function_name
  qualifier                         = aws_lambda_alias.agent[each.key].name
  provisioned_concurrent_executions = each.value.provisioned_concurrency
}

resource "aws_lambda_function_recursion_config" "agent" {
  for_each = var.agents

  function_name = aws_lambda_function.agent[each.key].function_name
  # For the reason given at the orchestrator: the chain goes through both.
  recursive_loop = "Allow"
}

resource "aws_lambda_function_event_invoke_config" "agent" {
  for_each = var.agents

  function_name = aws_lambda_function.agent[each.key].function_name
  qualifier     = aws_lambda_alias.agent[each.key].name

  # The orchestrator decides what is tried again, and when.
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = local.task_waits_seconds

  destination_config {
    on_success {
      destination = aws_lambda_alias.orchestrator.arn
    }

    on_failure {
      destination = aws_lambda_alias.orchestrator.arn
    }
  }
}
