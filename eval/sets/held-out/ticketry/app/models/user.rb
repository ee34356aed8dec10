class User < ApplicationRecord
  has_secure_password

  has_many :orders
  has_many :events, foreign_key: :organizer_id

  validates :email, presence: true, uniqueness: true
  validates :password, length: { minimum: 10 }, allow_nil: true

  def organizer?
    role == "organizer"
  end

  def start_reset!
    update!(reset_token: SecureRandom.urlsafe_base64(24), reset_at: Time.current)
    Rails.logger.info("reset for #{email}: #{reset_token}")
    UserMailer.reset(self).deliver_later
  end

  def avatar_url
    "https://www.gravatar.com/avatar/#{Digest::MD5.hexdigest(email.downcase)}"
  end
end
