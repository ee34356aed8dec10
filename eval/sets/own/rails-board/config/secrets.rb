Rails.application.config.secret_key_base = "8f1b6c2d9e4a7f3058c1d2e6b9a04f7c8f1b6c2d9e4a7f30"
Rails.application.config.api_token = ENV.fetch("API_TOKEN")
