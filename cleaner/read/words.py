"""Words that the readers know: those after which a sentence must go on, and names with a capital inside."""

from __future__ import annotations

OPEN_WORDS = frozenset(
    # en
    "i the a an of to in and or for on with as by at from that is are was were be been has have had its his her their our your my this"
    " these those than but which who into about can will would could should may if when where"
    # de
    " der die das und oder von mit auf für im am zu zur zum den dem des ein eine einen einem einer ist sind als bei nach aus über durch"
    # fr
    " le la les un une des de du et ou à au aux en dans par pour sur avec que qui est sont ce cette ces leur"
    # es, pt, it
    " el los las una del y o al con por es su se como os um uma do da dos das e em no na nos nas com é ao il lo gli di della dei delle"
    " alla nel nella per che è dal dalla"
    # nl, sv, da, nb
    " het een van op met voor te bij aan door naar dat och att i på av för som med det ett og af til er"
    # pl, cs
    " w z od po za ze we się nie że oraz lub dla przez jest przy nad pod a ve"
    # ru, uk
    " в на и с к о от по за из у для не что как или но до при со во об под над і та з що"
    # el
    " το τα τη της την του των τον οι ο η και να με για από στο στη στην στον στα στους που ή σε θα τις τους ένα μια ως"
    # tr
    " ve ile için bir bu".split()
)
"""Articles, prepositions, conjunctions: a line that ends with one breaks off."""

CAMELS = frozenset(
    "AirBnb AirPods AliExpress BlackBerry BlackRock BuzzFeed ChatBot CitiBank ClickUp CloudFlare CoinBase DeepMind DirecTV DoorDash"
    " DreamWorks DropBox DuckDuckGo EasyJet FaceBook FaceTime FedEx FireFox FitBit GameStop GitHub GitLab GlaxoSmithKline GoDaddy GoFundMe"
    " GoPro HealthKit HomeKit HomePod HostGator HubSpot InDesign InstaGram JavaScript JetBlue JetBrains JobCentre JustGiving KitchenAid"
    " LaTeX LastPass LeBron LexisNexis LinkedIn LiveJournal LiveScience MacBook MacDonald MacArthur MailChimp MarketWatch MasterCard"
    " MasterChef MediaTek MetLife MoneyGram NaturalNews NerdWallet NetSuite NewsGuard NordVPN OneDrive OneNote OnePlus OpenTable PageMaker"
    " PayPal PhotoShop PlayStation PolitiFact PowerPoint PowerShell PricewaterhouseCoopers ProPublica QuickBooks QuickTime RankBrain"
    " RedHat ResearchGate RottenTomatoes SalesForce ScienceDaily SharePoint ShareThis SketchUp SkyNews SlideShare SnapChat SoundCloud"
    " SpaceX SquareSpace StackOverflow StarCraft StatCounter StumbleUpon SurveyMonkey TaskRabbit TechCrunch TensorFlow ThinkPad TikTok"
    " TripAdvisor TrustPilot TypeScript UnitedHealth VentureBeat VirtualBox VMware WalMart WeChat WeWork WebMD WhatsApp WikiLeaks"
    " WordPress WordPerfect WooCommerce YouGov YouTube YouTuber ZeroHedge ZipRecruiter".split()
)
"""Names whose capital inside is no border between two words."""
