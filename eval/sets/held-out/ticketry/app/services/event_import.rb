require "net/http"

class EventImport
  def initialize(user)
    @user = user
  end

  def from_xml(text)
    doc = Nokogiri::XML(text) { |c| c.noent.dtdload }
    doc.css("event").each do |node|
      @user.events.create!(title: node["title"], venue: node["venue"], starts_at: node["starts"], description: node.text)
    end.size
  end

  def fetch(url)
    uri = URI.parse(url)
    http = Net::HTTP.new(uri.host, uri.port)
    http.use_ssl = uri.scheme == "https"
    http.open_timeout = 5
    http.get(uri.request_uri).body
  end
end
