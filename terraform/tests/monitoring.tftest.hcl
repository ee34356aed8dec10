mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region          = "us-east-1"
  artifacts_dir   = "./tests/zips/first"
  alarm_topic_arn = "arn:aws:sns:us-east-1:123456789012:on-call"
}

run "failing_functions_dead_letters_and_a_file_system_behind_tell_the_topic" {
  assert {
    condition = jsonencode([for alarm in concat(values(aws_cloudwatch_metric_alarm.functions), [aws_cloudwatch_metric_alarm.dead_letters], values(aws_cloudwatch_metric_alarm.file_system)) :
      [alarm.alarm_name, alarm.namespace, alarm.metric_name, alarm.statistic, alarm.threshold, alarm.evaluation_periods, alarm.period]]) == jsonencode([
      ["codereview-agent-security-deliveries", "AWS/Lambda", "DestinationDeliveryFailures", "Sum", 0, 3, 300],
      ["codereview-agent-security-errors", "AWS/Lambda", "Errors", "Sum", 0, 3, 300],
      ["codereview-agent-style-deliveries", "AWS/Lambda", "DestinationDeliveryFailures", "Sum", 0, 3, 300],
      ["codereview-agent-style-errors", "AWS/Lambda", "Errors", "Sum", 0, 3, 300],
      ["codereview-orchestrator-deliveries", "AWS/Lambda", "DestinationDeliveryFailures", "Sum", 0, 3, 300],
      ["codereview-orchestrator-errors", "AWS/Lambda", "Errors", "Sum", 0, 3, 300],
      ["codereview-dead-letters", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", 0, 1, 300],
      ["codereview-ExportFailures", "AWS/S3/Files", "ExportFailures", "Maximum", 0, 1, 300],
      ["codereview-LostAndFoundFiles", "AWS/S3/Files", "LostAndFoundFiles", "Maximum", 0, 1, 300],
      ["codereview-PendingExports", "AWS/S3/Files", "PendingExports", "Maximum", 50000, 3, 300],
    ])
    error_message = "These are the alarms."
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.functions), [aws_cloudwatch_metric_alarm.dead_letters], values(aws_cloudwatch_metric_alarm.file_system)) : alarm.alarm_actions == toset([var.alarm_topic_arn]) && alarm.ok_actions == toset([var.alarm_topic_arn]) && alarm.comparison_operator == "GreaterThanThreshold" && alarm.treat_missing_data == "notBreaching" && length(alarm.alarm_description) > 0])
    error_message = "Each tells the topic when it begins and when it is over, is silent while nothing runs, and says what it means."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.dimensions.QueueName == aws_sqs_queue.dead_letters.name && alltrue([for alarm in aws_cloudwatch_metric_alarm.file_system : alarm.dimensions.FileSystemId == aws_s3files_file_system.workspace.id]) && alltrue([for f in concat([aws_lambda_function.orchestrator], values(aws_lambda_function.agent)) : alltrue([for what in ["errors", "deliveries"] : aws_cloudwatch_metric_alarm.functions["${f.function_name}-${what}"].dimensions.FunctionName == f.function_name])])
    error_message = "Each watches what this fleet has."
  }

  assert {
    condition = jsonencode([for widget in jsondecode(aws_cloudwatch_dashboard.fleet.dashboard_body).widgets : [widget.x, widget.y, widget.properties.region, [for metric in widget.properties.metrics : [metric[1], metric[3]]]]]) == jsonencode(concat(
      [for index, metric in ["Invocations", "Errors", "Duration", "ConcurrentExecutions", "AsyncEventAge"] :
      [index % 2 * 12, floor(index / 2) * 6, "us-east-1", [for f in ["agent-security", "agent-style", "orchestrator"] : [metric, "codereview-${f}"]]]],
      [
        [12, 12, "us-east-1", [["ApproximateNumberOfMessagesVisible", "mock-dead-letters"]]],
        [0, 18, "us-east-1", [for metric in ["PendingExports", "ExportFailures", "LostAndFoundFiles"] : [metric, "fs-0123456789abcdef0"]]],
        [12, 18, "us-east-1", [["StorageBytes", "fs-0123456789abcdef0"]]],
      ],
    ))
    error_message = "The dashboard shows the functions, the queue and the file system."
  }
}

run "without_a_topic_alarms_show_in_cloudwatch_only" {
  command = plan

  variables {
    alarm_topic_arn = null
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.functions), values(aws_cloudwatch_metric_alarm.file_system), [aws_cloudwatch_metric_alarm.dead_letters]) : length(coalesce(alarm.alarm_actions, toset([]))) + length(coalesce(alarm.ok_actions, toset([]))) == 0])
    error_message = "Nobody is told."
  }
}
