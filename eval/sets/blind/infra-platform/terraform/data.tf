resource "aws_db_instance" "bookings" {
  identifier             = "bookings"
  engine                 = "postgres"
  instance_class         = "db.t4g.medium"
  allocated_storage      = 100
  username               = "bookings"
  password               = var.db_password
  publicly_accessible    = true
  storage_encrypted      = false
  skip_final_snapshot    = false
  vpc_security_group_ids = [aws_security_group.database.id]
}

resource "aws_s3_bucket" "uploads" {
  bucket = "booking-guest-uploads"
}

resource "aws_s3_bucket_acl" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  acl    = "public-read"
}

resource "aws_s3_bucket" "invoices" {
  bucket = "booking-invoices"
}

resource "aws_s3_bucket_public_access_block" "invoices" {
  bucket                  = aws_s3_bucket.invoices.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_kms_key" "main" {
  description         = "platform"
  enable_key_rotation = true
}

resource "aws_sqs_queue" "mail" {
  name                    = "mail"
  sqs_managed_sse_enabled = true
}
