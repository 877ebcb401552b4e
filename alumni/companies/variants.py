"""PURE: characters that are one and the same in a name, however a register or a keyboard writes them."""

# Each word: first the form that stands for all, then its variants. Characters that NFKC unites by itself
# (神 U+FA19, 都 U+FA26 …) are not listed. Kanji that merely look or sound alike (阪/坂, 川/河) stay apart.
NAME_VARIANTS = """
高髙 崎﨑嵜碕 辺邉邊 斎齋斉齊亝 浜濱濵 徳德惪 島嶋嶌㠀 沢澤 桜櫻 国國圀囯 広廣 真眞 恵惠 瀬瀨 槙槇 吉𠮷 富冨 橋槗𣘺
柳栁桺 桑桒 峰峯 館舘 野埜 梅楳 松枩枀 船舩 淵渕渊 藪薮 園薗 岳嶽 巌巖 竜龍 滝瀧 沖冲 桧檜 曽曾 彦彥 郎郞 朗朖 昇曻 昂昻 晃晄
呂吕 呉吳 宮宫 尚尙 哲喆 啓啟 喜㐂 尭堯 遥遙 瑶瑤 凛凜 涼凉 準凖 熙煕凞 燿耀 顕顯 穣穰 舗舖 禰祢 麹麴 鴎鷗 鶴靏靍 鴬鶯
鯵鰺 籠篭 壺壷 枡桝 湧涌 兎兔 厩廐廏 芦蘆 蛎蠣 頴穎 讃讚 鈎鉤 釜釡 翠翆 聡聰 莱萊 迩邇 達逹 村邨 隆𨺓 驒騨 頬頰 顔顏 餅餠
諫諌 祷禱 涛濤 蝉蟬 蝿蠅 醤醬 填塡 顛顚 屏屛 掴摑 倶俱 剥剝 叱𠮟 吞呑 噛嚙 嘘噓 繋繫 痩瘦 箪簞 繍繡 蒋蔣 蝋蠟 躯軀 侠俠 焔焰
"""

# Old and new forms (旧字体・新字体) as family registers use them.
OLD_FORMS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會
絵繪 壊壞 懐懷 拡擴 覚覺 学學斈 楽樂 渇渴 勧勸 巻卷 寛寬 関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 狭狹
郷鄕鄉 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 研硏 県縣 倹儉 剣劍劔劒 険險 圏圈 検檢 献獻
権權 験驗 厳嚴 効效 恒恆 黄黃 鉱鑛 号號 黒黑 砕碎 済濟 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 舎舍
写寫 釈釋 寿壽 収收 渋澁澀 獣獸 従從 縦縱 粛肅 処處 緒緖 叙敍敘 将將 称稱 渉涉 焼燒 証證 奨奬獎 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤
嬢孃 譲讓 醸釀 触觸 嘱囑 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 声聲 静靜 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖
禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 択擇 担擔 単單
胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵鉃 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪 独獨
読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 瓶甁 払拂 仏佛 併倂 並竝 変變 弁辨瓣辯 歩步 宝寶寳 豊豐
褒襃 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 両兩 猟獵 緑綠 涙淚 塁壘 礼禮
励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 録錄 湾灣 内內 戸戶户 税稅 脱脫 鋭銳 閲閱 産產 絶絕 冊册 既旣 概槪 青靑 清淸 悦悅
説說 強强 教敎 晩晚 鎌鐮 欠缺 査查 没沒 姫姬 奈柰
"""


def _table(groups: str) -> dict[int, str]:
    table = {}
    for group in groups.split():
        for variant in group[1:]:
            if variant != group[0]:
                table[ord(variant)] = group[0]
    return table


TO_COMMON_FORM = _table(NAME_VARIANTS) | _table(OLD_FORMS)
