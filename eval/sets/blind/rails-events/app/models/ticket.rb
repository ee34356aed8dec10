class Ticket < ApplicationRecord
  belongs_to :event
  belongs_to :holder, class_name: "User"

  def refunded?
    refunded_at.present?
  end

  def refund!
    update!(refunded_at: Time.current)
  end

  def code
    "#{id}-#{Signing.sign(id.to_s)}"
  end
end
