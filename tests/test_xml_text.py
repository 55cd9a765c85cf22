"""XML keeps its own prefixes, whatever another file of the program has set."""

from xml.etree import ElementTree

from dashboard.text.xml_text import xml_bytes, xml_text

ONE, OTHER = "https://one.example/", "https://other.example/"


def element(namespace):
    return ElementTree.Element(f"{{{namespace}}}a", {f"{{{OTHER}}}b": "é"})


def test_a_prefix_taken_by_another_file_comes_back():
    wanted = f'<a xmlns="{ONE}" xmlns:o="{OTHER}" o:b="é" />'
    prefixes = {"": ONE, "o": OTHER}
    assert xml_text(element(ONE), prefixes) == wanted
    assert f'<a xmlns="{OTHER}"' in xml_text(element(OTHER), {"": OTHER})
    assert xml_text(element(ONE), prefixes) == wanted


def test_a_whole_file_is_utf_8():
    made = xml_bytes(element(ONE), {"": ONE})
    assert made.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<a ")
    assert ElementTree.fromstring(made).attrib == {f"{{{OTHER}}}b": "é"}
