class DocumentStore
  def initialize(user)
    @base = Rails.configuration.x.storage.join("documents", user.id.to_s)
  end

  def path(name)
    @base.join(name)
  end

  def convert(name, size)
    source = @base.join(File.basename(name))
    system("convert #{source} -resize #{size} #{source}.png")
  end

  def purge(name)
    file = @base.join(File.basename(name))
    File.delete(file) if file.file?
  end
end
