"""PURE: which Japanese job titles mean that somebody heads their unit."""

import re

HEAD = re.compile(
    r"(本部|事業部|部門|部|課|室|局|班|グループ|チーム|センター|支店|支社|工場|研究所|所|店)?長$|(マネージャー|マネジャー|リーダー)$|^(manager|head|director)\b",
    re.I,
)
NOT_HEAD = re.compile(r"係長|班長|副|代理|補佐|心得|付|社長|会長|assistant|deputy|vice", re.I)


def heads_unit(title: str) -> bool:
    """部長, 課長, 室長, グループ長 … head a unit; 係長, 副部長, 部長代理, 主任 don't, and 社長 heads no unit."""
    return bool(HEAD.search(title.strip())) and not NOT_HEAD.search(title)
