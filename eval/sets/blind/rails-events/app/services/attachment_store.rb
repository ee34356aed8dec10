require "zip"

class AttachmentStore
  ROOT = Rails.root.join("storage", "attachments")

  def self.path_for(folder, name)
    ROOT.join(folder.to_s, name.to_s)
  end

  def self.brochure(name)
    base = ROOT.join("brochures").to_s
    full = File.expand_path(name.to_s, base)
    raise ActiveRecord::RecordNotFound unless full.start_with?("#{base}/")

    full
  end

  def self.unpack(archive, user_id)
    dir = ROOT.join("user-#{user_id}")
    FileUtils.mkdir_p(dir)
    count = 0
    Zip::InputStream.open(archive) do |zip|
      while (entry = zip.get_next_entry)
        next if entry.directory?

        File.binwrite(File.join(dir, entry.name), zip.read)
        count += 1
      end
    end
    count
  end
end
