Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
    origins(/.*example\.org/)
    resource "/api/*", headers: :any, methods: [:get, :post], credentials: true
  end
end
