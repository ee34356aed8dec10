resource "aws_instance" "bastion" {
  ami                    = "ami-0a1b2c3d4e5f60718"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.bastion.id]

  metadata_options {
    http_tokens = "optional"
  }

  root_block_device {
    encrypted = true
  }

  user_data = <<-SCRIPT
    #!/bin/bash
    curl -fsSL http://mirror.booking.example/agent/install.sh | bash
  SCRIPT
}
