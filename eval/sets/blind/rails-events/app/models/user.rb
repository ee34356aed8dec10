class User < ApplicationRecord
  has_secure_password
  has_many :events, foreign_key: :organiser_id
  has_many :tickets, foreign_key: :holder_id
  has_many :comments, foreign_key: :author_id

  validates :email, presence: true, uniqueness: true
  validates :website, format: { with: /^https?:\/\/[^\s]+$/, allow_blank: true }

  def admin?
    role == "admin"
  end

  def start_reset!
    update!(reset_code: rand(10**6).to_s.rjust(6, "0"), reset_sent_at: Time.current)
    UserMailer.reset(self).deliver_later
  end

  def avatar_url
    "https://avatar.example/#{Digest::MD5.hexdigest(email.downcase)}"
  end

  def pin=(value)
    self.pin_digest = Digest::SHA1.hexdigest(value)
  end
end
