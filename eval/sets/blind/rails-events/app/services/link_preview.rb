require "open-uri"

class LinkPreview
  def self.title(url)
    html = URI.open(url, ssl_verify_mode: OpenSSL::SSL::VERIFY_NONE, read_timeout: 5).read
    Nokogiri::HTML(html).at("title")&.text
  end
end
