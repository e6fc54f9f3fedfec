"""``kretslopp serve`` reads who publishes from the environment."""


def test_a_wrong_setting_of_the_publisher_is_told_before_anything_is_served(
    kretslopp, built, monkeypatch
):
    monkeypatch.setenv("KRETSLOPP_CONTACT_EMAIL", "kommunen")
    result = kretslopp("serve", "--dataset", built)
    assert result.exit_code == 2
    assert "KRETSLOPP_CONTACT_EMAIL: “kommunen” is not an e-mail address." in result.output
    assert "Traceback" not in result.output
