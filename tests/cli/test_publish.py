"""``kretslopp publish``: what it refuses; the site itself is tested in ``tests/slow``."""


def test_a_directory_with_other_things_is_left_alone(kretslopp, few, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = kretslopp("publish", tmp_path, "--dataset", few)
    assert result.exit_code == 2
    assert "something other than a site" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_wrong_with_a_path_is_told(kretslopp, few, tmp_path):
    result = kretslopp("publish", tmp_path / "site", "--dataset", few, "--below", "data")
    assert result.exit_code == 2
    assert "“data” is not a path" in result.stderr
    assert not (tmp_path / "site").exists()
