module Signing
  KEY = ENV.fetch("TICKET_KEY", "c0nc3rt-t1ck3t-hmac")

  module_function

  def sign(text)
    OpenSSL::HMAC.hexdigest("SHA256", KEY, text)
  end

  def valid?(text, signature)
    ActiveSupport::SecurityUtils.secure_compare(sign(text), signature.to_s)
  end
end
