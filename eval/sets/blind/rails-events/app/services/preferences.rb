class Preferences
  def self.load(cookie)
    return {} if cookie.blank?

    Marshal.load(Base64.decode64(cookie))
  end

  def self.defaults
    YAML.safe_load_file(Rails.root.join("config", "preferences.yml"))
  end
end
