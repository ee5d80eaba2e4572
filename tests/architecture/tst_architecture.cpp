// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// What a folder may include, besides itself. The table of docs/architecture.md as data.
struct LayerRule {
    QString folder;
    QStringList own; ///< folders or files of ours
    QStringList foreign; ///< groups of kForeign that are allowed
};

/// Headers that give a layer an ability it must ask for in the table.
const QMap<QString, QRegularExpression>& foreignGroups()
{
    static const auto groups = [] {
        QMap<QString, QRegularExpression> out;
        const QMap<QString, QString> patterns = {
            {u"sql"_s, u"^(QSql|QtSql)"_s},
            {u"network"_s, u"^(QNetwork|QTcp|QUdp|QSsl|QHostAddress|QHostInfo|QLocalS|QAbstractSocket)"_s},
            {u"httpserver"_s, u"^(QHttpServer|QAbstractHttpServer)"_s},
            {u"curl"_s, u"^curl/"_s},
            {u"llhttp"_s, u"^llhttp"_s},
            {u"simdjson"_s, u"^simdjson"_s},
            {u"compression"_s, u"^(zlib\\.h|zstd|brotli/)"_s},
            {u"widgets"_s,
                u"^(QWidget|QMainWindow|QApplication|QDialog|QLabel|QPushButton|QPlainTextEdit|QTextEdit|QTextBrowser|QSplitter|QStyle|QBoxLayout|Q[HV]BoxLayout|QToolB|QMenu|QTableView|QListView)"_s},
            {u"gui"_s,
                u"^(QColor|QIcon|QPainter|QPixmap|QImage|QFont|QPalette|QTextDocument|QGuiApplication|QAction|QKey)"_s},
            {u"charts"_s, u"^(QChart|QtCharts|QLineSeries|QBarSeries)"_s},
            {u"highlighting"_s, u"^KSyntaxHighlighting"_s},
            {u"cmark"_s, u"^cmark"_s},
            {u"keychain"_s, u"^(qt6?keychain|QKeychain)"_s},
            {u"openssl"_s, u"^openssl/"_s},
            {u"sqlite"_s, u"^sqlite3\\.h"_s},
            {u"cli"_s, u"^CLI/"_s},
        };
        for (auto it = patterns.begin(); it != patterns.end(); ++it)
            out.insert(it.key(), QRegularExpression(it.value()));
        return out;
    }();
    return groups;
}

const QList<LayerRule>& rules()
{
    static const QStringList belowRun = {u"core/run"_s, u"core/routing"_s, u"core/providers"_s, u"core/net"_s,
        u"core/pricing"_s, u"core/catalog"_s, u"core/secrets"_s, u"core/wire"_s, u"core/domain"_s, u"core/support"_s};
    static const QList<LayerRule> table = {
        {u"core/support"_s, {}, {u"openssl"_s}},
        {u"core/domain"_s, {u"core/support"_s}, {}},
        {u"core/wire"_s, {u"core/domain"_s, u"core/support"_s}, {u"simdjson"_s, u"compression"_s}},
        {u"core/providers"_s, {u"core/wire"_s, u"core/domain"_s, u"core/support"_s}, {u"simdjson"_s, u"openssl"_s}},
        {u"core/net"_s, {u"core/wire/httpmessage.h"_s, u"core/support"_s}, {u"curl"_s, u"llhttp"_s}},
        {u"core/pricing"_s, {u"core/domain"_s, u"core/support"_s}, {}},
        {u"core/catalog"_s, {u"core/pricing"_s, u"core/domain"_s, u"core/support"_s}, {u"simdjson"_s}},
        {u"core/routing"_s, {u"core/domain"_s, u"core/support"_s}, {}},
        {u"core/stats"_s, {u"core/domain"_s, u"core/support"_s}, {}},
        {u"core/secrets"_s, {u"core/domain"_s, u"core/support"_s}, {u"keychain"_s, u"openssl"_s}},
        {u"core/history"_s, {u"core/domain"_s, u"core/support"_s}, {u"sql"_s, u"sqlite"_s}},
        {u"core/importers"_s, {u"core/domain"_s, u"core/support"_s}, {u"simdjson"_s}},
        {u"core/run"_s, belowRun, {}},
        {u"core/sandbox"_s, {u"core/wire"_s, u"core/domain"_s, u"core/support"_s}, {}},
        {u"core/gateway"_s,
            {u"core/run"_s, u"core/wire"_s, u"core/catalog"_s, u"core/routing"_s, u"core/pricing"_s, u"core/secrets"_s,
                u"core/net"_s, u"core/domain"_s, u"core/support"_s},
            {u"simdjson"_s}},
        {u"ui/models"_s,
            {u"core/domain"_s, u"core/support"_s, u"core/run"_s, u"core/history"_s, u"core/catalog"_s,
                u"core/pricing"_s, u"core/routing"_s, u"core/stats"_s, u"ui/theme"_s, u"ui/text"_s},
            {u"gui"_s}},
        {u"ui/charts"_s, {u"ui"_s, u"core/domain"_s, u"core/support"_s, u"core/stats"_s},
            {u"gui"_s, u"widgets"_s, u"charts"_s}},
        {u"ui/markdown"_s, {u"ui"_s, u"core/domain"_s, u"core/support"_s},
            {u"gui"_s, u"widgets"_s, u"highlighting"_s, u"cmark"_s}},
        {u"ui"_s,
            {u"ui"_s, u"core/domain"_s, u"core/support"_s, u"core/run"_s, u"core/history"_s, u"core/catalog"_s,
                u"core/pricing"_s, u"core/routing"_s, u"core/secrets"_s, u"core/stats"_s, u"core/importers"_s},
            {u"gui"_s, u"widgets"_s}},
        {u"app"_s, {u"app"_s, u"core"_s, u"ui"_s}, {u"gui"_s, u"widgets"_s, u"cli"_s}},
    };
    return table;
}

/// Larger than the limits, with the reason. Empty is the aim.
const QMap<QString, QString>& oversizeExceptions()
{
    static const QMap<QString, QString> exceptions;
    return exceptions;
}

struct Source {
    QString path; ///< relative to the checkout
    QStringList lines;
};

QList<Source> sources(const QStringList& folders)
{
    QList<Source> out;
    const QDir root(QStringLiteral(ASSAY_SOURCE_DIR));
    for (const auto& folder : folders) {
        QDirIterator it(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                out.append({root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()).split(u'\n')});
        }
    }
    return out;
}

const LayerRule* ruleFor(const QString& path)
{
    const LayerRule* best = nullptr;
    for (const auto& rule : rules()) {
        if (path.startsWith(rule.folder + u'/') && (!best || rule.folder.size() > best->folder.size()))
            best = &rule;
    }
    return best;
}

bool allowsOwn(const LayerRule& rule, const QString& include)
{
    if (include.startsWith(rule.folder + u'/'))
        return true;
    for (const auto& allowed : rule.own) {
        if (include == allowed || include.startsWith(allowed + u'/'))
            return true;
    }
    return false;
}

QString violation(const LayerRule& rule, const QString& line)
{
    static const QRegularExpression includeLine(u"^\\s*#\\s*include\\s+[<\"]([^>\"]+)[>\"]"_s);
    const auto match = includeLine.match(line);
    if (!match.hasMatch())
        return {};
    const QString include = match.captured(1);
    if (line.contains(u'"'))
        return allowsOwn(rule, include) || include.endsWith(".moc"_L1) ? QString() : include;
    for (auto group = foreignGroups().begin(); group != foreignGroups().end(); ++group) {
        if (group.value().match(include).hasMatch() && !rule.foreign.contains(group.key()))
            return include;
    }
    return {};
}

} // namespace

class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void includesFollowTheLayers()
    {
        QStringList found;
        const auto all = sources({u"core"_s, u"ui"_s, u"app"_s});
        QVERIFY(all.size() > 50);
        for (const auto& source : all) {
            const auto* rule = ruleFor(source.path);
            QVERIFY2(rule, qPrintable(source.path + u" is in no layer"_s));
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                const QString bad = violation(*rule, source.lines[i]);
                if (!bad.isEmpty())
                    found.append(u"%1:%2 may not include %3"_s.arg(source.path).arg(i + 1).arg(bad));
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    void theRulesCatchAViolation()
    {
        const auto* net = ruleFor(u"core/net/x.cpp"_s);
        QVERIFY(net);
        QCOMPARE(violation(*net, u"#include \"core/domain/run.h\""_s), u"core/domain/run.h"_s);
        QCOMPARE(violation(*net, u"#include <QSqlQuery>"_s), u"QSqlQuery"_s);
        QCOMPARE(violation(*net, u"#include \"core/wire/httpmessage.h\""_s), QString());
        QCOMPARE(violation(*net, u"#include <curl/curl.h>"_s), QString());
        const auto* run = ruleFor(u"core/run/lane.cpp"_s);
        QCOMPARE(violation(*run, u"#include \"core/history/historystore.h\""_s), u"core/history/historystore.h"_s);
        QCOMPARE(violation(*run, u"#include <curl/curl.h>"_s), u"curl/curl.h"_s);
    }

    void filesStaySmallEnoughToHoldInTheHead()
    {
        QStringList found;
        for (const auto& source : sources({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s})) {
            const qsizetype limit = source.path.endsWith(".h"_L1) ? 150 : 400;
            if (source.lines.size() - 1 > limit && !oversizeExceptions().contains(source.path)
                && !source.path.startsWith("tests/"_L1))
                found.append(
                    u"%1 has %2 lines, more than %3"_s.arg(source.path).arg(source.lines.size() - 1).arg(limit));
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    void everySourceNamesItsLicence()
    {
        QStringList found;
        for (const auto& source : sources({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s})) {
            if (!source.lines.value(0).startsWith("// SPDX-FileCopyrightText: "_L1)
                || source.lines.value(1) != "// SPDX-License-Identifier: GPL-3.0-or-later"_L1)
                found.append(source.path);
        }
        QVERIFY2(found.isEmpty(), qPrintable(u"no SPDX header:\n"_s + found.join(u'\n')));
    }

    void nothingOfWhatWeAvoidCameIn()
    {
        struct Ban {
            QRegularExpression pattern;
            QString why;
            QStringList exceptIn;
        };
        const QList<Ban> bans = {
            {QRegularExpression(u"\\binstance\\(\\)"_s), u"singleton"_s, {}},
            {QRegularExpression(u"class \\w*(Manager|Helper|Util)\\b"_s), u"a name that says nothing"_s, {}},
            {QRegularExpression(u"QEventLoop"_s), u"nested event loop"_s,
                {u"app/"_s, u"core/support/eventdispatcher"_s}},
            // Attached while another thread finishes the promise, a continuation may run twice (Qt 6.8). Safe would be
            // one on a future that this thread alone finishes; there is none, and calls of its own thread need no
            // future.
            {QRegularExpression(u"(\\.|->)(then|onCanceled|onFailed)\\("_s),
                u"continuation of a future; core/support/threadpost.h and whendone.h have what is safe"_s, {}},
            {QRegularExpression(u"\\.setHtml\\(|->setHtml\\("_s), u"HTML in a document reads files"_s, {}},
            {QRegularExpression(u"QDateTime::currentDateTime|QDate::currentDate|steady_clock::now|system_clock::now"_s),
                u"time comes from Clock"_s,
                {u"core/support/"_s, u"core/gateway/http"_s}}, // deadlines of its own sockets
            {QRegularExpression(u"\\btr\\("_s), u"text for people is made in ui and app only"_s, {u"ui/"_s, u"app/"_s}},
            {QRegularExpression(u"reinterpret_cast|\\bsender\\(\\)|\\bSIGNAL\\(|\\bSLOT\\("_s), u"untyped code"_s,
                {u"core/net/"_s, u"core/gateway/http"_s, u"core/support/loopback"_s, u"core/support/residentmemory"_s,
                    u"app/gatewaydoor"_s, u"app/gatewayprobe"_s}}, // what the functions of the system ask for
        };
        QStringList found;
        for (const auto& source : sources({u"core"_s, u"ui"_s, u"app"_s})) {
            for (qsizetype i = 0; i < source.lines.size(); ++i) {
                const QString code = source.lines[i].section(u"//"_s, 0, 0);
                for (const auto& ban : bans) {
                    const bool excepted = std::any_of(ban.exceptIn.begin(), ban.exceptIn.end(),
                        [&](const QString& folder) { return source.path.startsWith(folder); });
                    if (!excepted && ban.pattern.match(code).hasMatch())
                        found.append(u"%1:%2 %3"_s.arg(source.path).arg(i + 1).arg(ban.why));
                }
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
