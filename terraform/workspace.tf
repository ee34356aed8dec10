# The bucket, and the file system that S3 Files makes of it. Functions mount it; people read the bucket, about a minute later.

locals {
  mount_path = "/mnt/workspace"

  # Not the file system's root, which is root's own: S3 Files makes this folder at the first mount, for the user named here. It must
  # not be there before, not even as an empty object, or it would be root's too. Keys in the bucket begin with it.
  workspace_folder = "workspace"

  # One group, two users. A folder of the orchestrator's with mode 0755 is one that agents only read; it gives its group the right to
  # write in tasks/ and state/ of a review, and nowhere else.
  posix_group = 1000
  posix_users = { orchestrator = 1000, agents = 1001 }
}

resource "aws_s3_bucket" "workspace" {
  bucket_prefix = "${var.name}-workspace-"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_versioning" "workspace" {
  bucket = aws_s3_bucket.workspace.id

  # S3 Files asks for it.
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "workspace" {
  bucket = aws_s3_bucket.workspace.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "workspace" {
  bucket = aws_s3_bucket.workspace.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "workspace" {
  bucket = aws_s3_bucket.workspace.id

  rule {
    id     = "what-was-overwritten-or-deleted"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # S3 takes rules about versions from a bucket that has none, and forgets them.
  depends_on = [aws_s3_bucket_versioning.workspace]
}

data "aws_iam_policy_document" "workspace_bucket" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.workspace.arn, "${aws_s3_bucket.workspace.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "workspace" {
  bucket = aws_s3_bucket.workspace.id
  policy = data.aws_iam_policy_document.workspace_bucket.json

  # While the block is being put on, S3 refuses policies at times.
  depends_on = [aws_s3_bucket_public_access_block.workspace]
}

# --- what S3 Files itself may do -----------------------------------------------

data "aws_iam_policy_document" "sync_trust" {
  statement {
    sid     = "S3FilesOfThisAccount"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["elasticfilesystem.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:s3files:${var.region}:${local.account}:file-system/*"]
    }
  }
}

resource "aws_iam_role" "sync" {
  name_prefix        = "${var.name}-sync-"
  description        = "S3 Files copies between the file system and the bucket as this role"
  assume_role_policy = data.aws_iam_policy_document.sync_trust.json
}

data "aws_iam_policy_document" "sync" {
  statement {
    sid       = "Bucket"
    actions   = ["s3:ListBucket", "s3:ListBucketVersions"]
    resources = [aws_s3_bucket.workspace.arn]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "Objects"
    actions   = ["s3:AbortMultipartUpload", "s3:DeleteObject*", "s3:GetObject*", "s3:List*", "s3:PutObject*"]
    resources = ["${aws_s3_bucket.workspace.arn}/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [local.account]
    }
  }

  # How S3 Files learns of objects that somebody put into the bucket.
  statement {
    sid = "ManageItsEventRule"
    actions = [
      "events:DeleteRule", "events:DisableRule", "events:EnableRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets",
    ]
    resources = ["arn:${local.partition}:events:*:*:rule/DO-NOT-DELETE-S3-Files*"]

    condition {
      test     = "StringEquals"
      variable = "events:ManagedBy"
      values   = ["elasticfilesystem.amazonaws.com"]
    }
  }

  statement {
    sid       = "ReadEventRules"
    actions   = ["events:DescribeRule", "events:ListRuleNamesByTarget", "events:ListRules", "events:ListTargetsByRule"]
    resources = ["arn:${local.partition}:events:*:*:rule/*"]
  }

  dynamic "statement" {
    for_each = var.kms_key_arn[*]

    content {
      sid       = "Key"
      actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
      resources = [statement.value]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["s3.${var.region}.amazonaws.com"]
      }

      condition {
        test     = "StringLike"
        variable = "kms:EncryptionContext:aws:s3:arn"
        values   = [aws_s3_bucket.workspace.arn, "${aws_s3_bucket.workspace.arn}/*"]
      }
    }
  }
}

resource "aws_iam_role_policy" "sync" {
  name   = "sync"
  role   = aws_iam_role.sync.id
  policy = data.aws_iam_policy_document.sync.json
}

# --- the file system -------------------------------------------------------------

resource "aws_s3files_file_system" "workspace" {
  bucket     = aws_s3_bucket.workspace.arn
  role_arn   = aws_iam_role.sync.arn
  kms_key_id = var.kms_key_arn

  tags = { Name = var.name }

  # S3 Files wants versions and its permissions from the first moment, and S3 refuses to change either while it is attached: so they
  # come before it and go after it. The encryption comes first because what was written before it is written otherwise.
  depends_on = [
    aws_s3_bucket_versioning.workspace,
    aws_s3_bucket_server_side_encryption_configuration.workspace,
    aws_iam_role_policy.sync,
  ]
}

resource "aws_s3files_mount_target" "zone" {
  for_each = aws_subnet.private

  file_system_id  = aws_s3files_file_system.workspace.id
  subnet_id       = each.value.id
  security_groups = [aws_security_group.mount_targets.id]
}

resource "aws_s3files_access_point" "workspace" {
  for_each = local.posix_users

  file_system_id = aws_s3files_file_system.workspace.id

  posix_user {
    uid = each.value
    gid = local.posix_group
  }

  # The same in both: whoever mounts first, the folder is the orchestrator's.
  root_directory {
    path = "/${local.workspace_folder}"

    creation_permissions {
      owner_uid   = local.posix_users.orchestrator
      owner_gid   = local.posix_group
      permissions = "0750"
    }
  }

  tags = { Name = "${var.name}-${each.key}" }
}
