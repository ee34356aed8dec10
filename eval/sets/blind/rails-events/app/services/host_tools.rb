class HostTools
  def self.lookup(host)
    `host #{host}`
  end

  def self.resize(name, width)
    source = Rails.public_path.join("uploads", File.basename(name)).to_s
    system("convert", source, "-resize", "#{width}x", "#{source}.small.png")
  end
end
