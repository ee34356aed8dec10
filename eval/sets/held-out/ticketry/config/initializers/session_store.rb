Rails.application.config.session_store :cookie_store, key: "_ticketry", expire_after: 12.hours, httponly: true
Rails.application.config.action_dispatch.cookies_serializer = :marshal
