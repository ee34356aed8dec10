# What somebody should look at, and the picture to look at.

locals {
  alarm_actions = var.alarm_topic_arn[*]

  # What S3 Files reports of the file system, and above which value it is worth a look.
  file_system_alarms = {
    LostAndFoundFiles = { above = 0, periods = 1, says = "Somebody changed a file in the bucket while a function changed it too; S3 won, and the function's version is in the file system's lost and found." }
    ExportFailures    = { above = 0, periods = 1, says = "Files do not reach the bucket; the likely cause is the sync role, the key, or a path of more than 1,024 bytes." }
    PendingExports    = { above = 50000, periods = 3, says = "Exports are more than a minute behind at full rate, for 15 minutes." }
  }
}

# One failure is tried again by design; what fails in three periods in a row does not heal.
resource "aws_cloudwatch_metric_alarm" "functions" {
  for_each = merge(
    { for f in values(local.functions) : "${f.name}-errors" => { function = f.name, metric = "Errors", says = "The function fails for 15 minutes; its log group says why." } },
    { for f in values(local.functions) : "${f.name}-deliveries" => { function = f.name, metric = "DestinationDeliveryFailures", says = "Outcomes or dead letters of the function do not arrive; the likely cause is its role. Until then the sweep alone moves reviews on." } },
  )

  alarm_name        = each.key
  alarm_description = each.value.says

  namespace   = "AWS/Lambda"
  metric_name = each.value.metric
  dimensions  = { FunctionName = each.value.function }

  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"

  alarm_actions = local.alarm_actions
  ok_actions    = local.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name        = "${var.name}-dead-letters"
  alarm_description = "Messages that the orchestrator could not take within six hours. The sweep goes on with their reviews; the messages say what failed."

  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions  = { QueueName = aws_sqs_queue.dead_letters.name }

  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"

  alarm_actions = local.alarm_actions
  ok_actions    = local.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "file_system" {
  for_each = local.file_system_alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = each.value.says

  namespace   = "AWS/S3/Files"
  metric_name = each.key
  dimensions  = { FileSystemId = aws_s3files_file_system.workspace.id }

  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = each.value.periods
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "notBreaching"

  alarm_actions = local.alarm_actions
  ok_actions    = local.alarm_actions
}

resource "aws_cloudwatch_dashboard" "fleet" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in [
        { title = "Invocations", stat = "Sum", metrics = [for f in values(local.functions) : ["AWS/Lambda", "Invocations", "FunctionName", f.name]] },
        { title = "Errors", stat = "Sum", metrics = [for f in values(local.functions) : ["AWS/Lambda", "Errors", "FunctionName", f.name]] },
        { title = "Duration, longest (ms)", stat = "Maximum", metrics = [for f in values(local.functions) : ["AWS/Lambda", "Duration", "FunctionName", f.name]] },
        { title = "At work", stat = "Maximum", metrics = [for f in values(local.functions) : ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", f.name]] },
        { title = "Waiting tasks and messages, oldest (ms)", stat = "Maximum", metrics = [for f in values(local.functions) : ["AWS/Lambda", "AsyncEventAge", "FunctionName", f.name]] },
        { title = "Dead letters", stat = "Maximum", metrics = [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", aws_sqs_queue.dead_letters.name]] },
        { title = "Not in the bucket yet", stat = "Maximum", metrics = [for m in ["PendingExports", "ExportFailures", "LostAndFoundFiles"] : ["AWS/S3/Files", m, "FileSystemId", aws_s3files_file_system.workspace.id]] },
        { title = "File system (bytes)", stat = "Maximum", metrics = [["AWS/S3/Files", "StorageBytes", "FileSystemId", aws_s3files_file_system.workspace.id]] },
        ] : {
        type   = "metric"
        x      = index % 2 * 12
        y      = floor(index / 2) * 6
        width  = 12
        height = 6
        properties = {
          title   = widget.title
          region  = var.region
          stat    = widget.stat
          period  = 300
          view    = "timeSeries"
          metrics = widget.metrics
        }
      }
    ]
  })
}
