class ScannerToken
  KEY = "tk-scan-5d1f0c77b2e94a"

  def self.issue(event)
    JWT.encode({ event: event.id, exp: 2.days.from_now.to_i }, KEY, "HS256")
  end

  def self.read(raw)
    header = JWT.decode(raw, nil, false).last
    raise JWT::DecodeError, "kind" unless header["typ"].nil? || header["typ"] == "JWT"

    JWT.decode(raw, KEY, true, algorithms: ["HS256"]).first
  end
end
