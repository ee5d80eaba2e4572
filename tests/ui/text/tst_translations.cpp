// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/text/translations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDir kFolder(QStringLiteral(ASSAY_SOURCE_DIR "/translations"));

struct Message {
    QString context;
    QString source;
    QStringList forms; ///< one, or one for each plural form
    QString type; ///< `unfinished`, `vanished`, `obsolete`; empty: finished
    bool numerus = false;
    QString toString() const { return u"%1: “%2” → “%3”"_s.arg(context, source, forms.join(u"” / “"_s)); }
};

void readTranslation(QXmlStreamReader& xml, Message& message)
{
    message.type = xml.attributes().value("type"_L1).toString();
    if (!message.numerus) {
        message.forms.append(xml.readElementText());
        return;
    }
    while (xml.readNextStartElement())
        message.forms.append(xml.readElementText());
}

QList<Message> messagesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> out;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            out.append({context, {}, {}, {}, xml.attributes().value("numerus"_L1) == "yes"_L1});
        else if (xml.name() == "source"_L1)
            out.last().source = xml.readElementText();
        else if (xml.name() == "translation"_L1)
            readTranslation(xml, out.last());
    }
    return xml.hasError() ? QList<Message>() : out;
}

QStringList placeholders(const QString& text, bool numerus)
{
    static const QRegularExpression pattern(u"%(?:L?\\d+|n)"_s);
    QStringList out;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const QString mark = it.next().captured();
        if (numerus || mark != "%n"_L1)
            out.append(mark);
    }
    out.sort();
    return out;
}

qsizetype mnemonics(QString text)
{
    return text.remove(u"&&"_s).count(u'&');
}

/// How a text ends says what it is: `…` asks for more, `:` introduces, a space joins. A sentence stays a sentence, but
/// a word may become an abbreviation with its full stop.
bool endsAlike(const QString& source, const QString& form)
{
    const auto mark
        = [](const QString& text) { return QStringView(u"…:? ").contains(text.back()) ? text.back() : QChar(); };
    return mark(source) == mark(form) && (!source.endsWith(u'.') || form.endsWith(u'.'))
        && source.startsWith(u' ') == form.startsWith(u' ');
}

/// `(*.csv)`: the dialogs' filters are read again by the program.
QString filePattern(const QString& text)
{
    static const QRegularExpression pattern(u"\\(\\*[^)]*\\)"_s);
    return pattern.match(text).captured();
}

/// What is wrong with a form of a translation; empty when nothing is.
QString fault(const Message& message, const QString& form)
{
    if (form.trimmed().isEmpty())
        return u"empty"_s;
    if (placeholders(message.source, message.numerus) != placeholders(form, message.numerus))
        return u"other placeholders"_s;
    if (mnemonics(message.source) != mnemonics(form))
        return u"other count of &"_s;
    if (!endsAlike(message.source, form))
        return u"other ending"_s;
    if (filePattern(message.source) != filePattern(form))
        return u"other file pattern"_s;
    return {};
}

/// Copies brought up to date with the sources by the script of `./dev translations`; what lupdate complained about.
std::optional<QString> update(const QStringList& copies, const QString& workFolder)
{
    QProcess process;
    process.start(QStringLiteral(ASSAY_CMAKE),
        {u"-DLUPDATE="_s + QStringLiteral(ASSAY_LUPDATE), u"-DSOURCE="_s + QStringLiteral(ASSAY_SOURCE_DIR),
            u"-DWORK="_s + workFolder, u"-DTS="_s + copies.join(u';'), u"-P"_s,
            QStringLiteral(ASSAY_SOURCE_DIR "/cmake/lupdate.cmake")});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(process.readAllStandardError());
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsFinishedAndFits_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& name : kFolder.entryList({u"*.ts"_s}, QDir::Files))
            QTest::newRow(qPrintable(name)) << name;
    }

    void everyMessageIsFinishedAndFits()
    {
        QFETCH(QString, name);
        const auto messages = messagesIn(kFolder.filePath(name));
        const bool isOurs = name.startsWith("assay_"_L1);
        QVERIFY(messages.size() > (name == "assay_de.ts"_L1 ? 400 : 5));
        QStringList found;
        for (const auto& message : messages) {
            if (!message.type.isEmpty())
                found.append(message.type + u": "_s + message.toString());
            if (message.forms.size() != (message.numerus ? 2 : 1))
                found.append(u"count of forms: "_s + message.toString());
            // A sentence is looked up under the class that asks; lupdate must have understood which one that is.
            if (isOurs && !message.context.startsWith("assay::"_L1))
                found.append(u"context: "_s + message.toString());
            for (const auto& form : message.forms) {
                if (const auto what = fault(message, form); !what.isEmpty())
                    found.append(what + u": "_s + message.toString());
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    void faultsAreFound()
    {
        const Message plain{u"assay::X"_s, u"Remove %1 of %2…"_s, {}, {}, false};
        QCOMPARE(fault(plain, u"%1 von %2 entfernen…"_s), QString());
        QCOMPARE(fault(plain, u"%1 entfernen…"_s), u"other placeholders"_s);
        QCOMPARE(fault(plain, u"%1 von %2 entfernen"_s), u"other ending"_s);
        QCOMPARE(fault(plain, u"%1 von %2 &entfernen…"_s), u"other count of &"_s);
        QCOMPARE(fault(plain, u" "_s), u"empty"_s);
        QCOMPARE(fault({u"assay::X"_s, u"Table (*.csv)"_s, {}, {}, false}, u"Tabelle"_s), u"other file pattern"_s);
        const Message plural{u"assay::X"_s, u"%n day(s)"_s, {}, {}, true};
        QCOMPARE(fault(plural, u"Tag"_s), u"other placeholders"_s);
    }

    void filesAreUpToDateWithTheSources()
    {
        if (!QFileInfo(QStringLiteral(ASSAY_LUPDATE)).isExecutable())
            QSKIP("lupdate is not installed");
        const QTemporaryDir folder;
        QStringList copies;
        for (const auto& name : kFolder.entryList({u"assay_*.ts"_s}, QDir::Files)) {
            copies.append(folder.filePath(name));
            QVERIFY(QFile::copy(kFolder.filePath(name), copies.last()));
        }
        const auto complaints = update(copies, folder.filePath(u"work"_s));
        QVERIFY2(complaints, "lupdate did not run");
        QStringList found;
        for (const auto& line : complaints->split(u'\n')) {
            if (line.contains("lacks Q_OBJECT"_L1) || line.contains("unknown namespace/class"_L1))
                found.append(line);
        }
        for (const auto& copy : copies) {
            for (const auto& message : messagesIn(copy)) {
                if (!message.type.isEmpty())
                    found.append(
                        u"%1 lacks %2: “%3”"_s.arg(QFileInfo(copy).fileName(), message.context, message.source));
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u"\nrun ./dev translations, then translate\n"_s + found.join(u'\n')));
    }

    void firstKnownLanguageIsTaken_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("territory") << QStringList{u"de-AT"_s, u"de"_s} << u"de"_s;
        QTest::newRow("posix") << QStringList{u"de_DE.UTF-8"_s} << u"de"_s;
        QTest::newRow("order") << QStringList{u"fr-FR"_s, u"de"_s, u"en"_s} << u"de"_s;
        QTest::newRow("english first") << QStringList{u"en-GB"_s, u"de"_s} << u"en"_s;
        QTest::newRow("unknown") << QStringList{u"fr"_s} << u"en"_s;
        QTest::newRow("C") << QStringList{u"C"_s} << u"en"_s;
        QTest::newRow("nothing") << QStringList{} << u"en"_s;
        QTest::newRow("begins alike") << QStringList{u"den"_s} << u"en"_s;
    }

    void firstKnownLanguageIsTaken()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QString, chosen);
        QCOMPARE(chosenLanguage(wanted, interfaceLanguages()), chosen);
    }

    void languagesAreCompiledIn() { QCOMPARE(interfaceLanguages(), QStringList({u"de"_s, u"en"_s})); }

    void wordsChangeWhileItLives()
    {
        const Error error{.kind = ErrorKind::Overloaded};
        const auto figure = Formats(QLocale::c()).duration(std::chrono::microseconds(1'500'000));
        QCOMPARE(ErrorSentences::whatHappened(error, u"X"_s), u"X is too busy"_s);
        {
            const Translations german({u"de-CH"_s});
            QCOMPARE(german.language(), u"de"_s);
            QCOMPARE(ErrorSentences::whatHappened(error, u"X"_s), u"X ist überlastet"_s);
            // Marks of numbers follow QLocale, not the words.
            QCOMPARE(Formats(QLocale::c()).duration(std::chrono::microseconds(1'500'000)), figure);
        }
        QCOMPARE(ErrorSentences::whatHappened(error, u"X"_s), u"X is too busy"_s);
    }

    void wordsOfQtComeWithTheLanguage()
    {
        const auto cancel = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
        QCOMPARE(cancel(), u"Cancel"_s);
        const Translations german({u"de"_s});
        QCOMPARE(cancel(), u"Abbrechen"_s);
    }

    void nounsInsideSentences()
    {
        QCOMPARE(insideSentence(u"Temperature"_s), u"temperature"_s);
        const Translations german({u"de"_s});
        QCOMPARE(insideSentence(u"Temperatur"_s), u"Temperatur"_s);
    }

    void pluralsFollowTheLanguage()
    {
        const auto models = [](int n) {
            return QCoreApplication::translate("assay::PriceUpdateDialog", "%n new model(s)", nullptr, n);
        };
        {
            const Translations english({u"en"_s});
            QCOMPARE(models(1), u"1 new model"_s);
            QCOMPARE(models(2), u"2 new models"_s);
        }
        const Translations german({u"de"_s});
        QCOMPARE(models(1), u"1 neues Modell"_s);
        QCOMPARE(models(0), u"0 neue Modelle"_s);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
