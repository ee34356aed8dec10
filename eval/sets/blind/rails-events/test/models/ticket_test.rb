require "test_helper"

class TicketTest < ActiveSupport::TestCase
  API_KEY = "test-key-not-secret"

  test "signature is checked" do
    assert Signing.valid?("1", Signing.sign("1"))
    refute Signing.valid?("1", API_KEY)
  end
end
