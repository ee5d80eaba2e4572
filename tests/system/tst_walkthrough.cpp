// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/drivenwindow.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Somebody's server on this computer: the simulated providers, served over their real formats.
class LocalServer
{
public:
    LocalServer()
    {
        m_process.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s, u"sandbox"_s, u"--json"_s});
        QByteArray said;
        while (!said.contains('}') && m_process.waitForReadyRead(30'000))
            said += m_process.readAll();
        m_address = QJsonDocument::fromJson(said).object()["base_url"_L1].toString() + u"/v1"_s;
    }
    ~LocalServer()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    QString address() const { return m_address; }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    QString m_address;
};

/// What a person does, counted: presses of the mouse, of keys (several at once are one), and texts typed or pasted.
class Person
{
public:
    explicit Person(DrivenWindow& window)
        : m_window(window)
    {
    }
    bool click(const QString& name, int which = 0)
    {
        ++m_clicks;
        return m_window.click(name, which);
    }
    bool key(const QString& keys)
    {
        ++m_keys;
        return m_window.does(u"key "_s + keys);
    }
    bool writes(const QString& text)
    {
        ++m_texts;
        // A popup that is about to close still has the keyboard for a moment.
        return QTest::qWaitFor([&] { return m_window.does(u"type "_s + text); }, 5000);
    }
    int clicks() const { return m_clicks; }
    int keys() const { return m_keys; }
    int texts() const { return m_texts; }

private:
    DrivenWindow& m_window;
    int m_clicks = 0;
    int m_keys = 0;
    int m_texts = 0;
};

} // namespace

/// The way of somebody who opens the program for the first time and has read nothing.
class TestWalkthrough : public QObject
{
    Q_OBJECT

private:
    // The list of models arrives from the server a moment after it was added.
    static bool knowsModels(DrivenWindow& window)
    {
        return QTest::qWaitFor(
            [&] {
                window.does(u"click addLane 0"_s);
                window.does(u"type steady Local"_s);
                QTest::qWait(100);
                const bool there = window.text(u"pickerList"_s).contains(u"Local"_s);
                window.does(u"key Escape"_s);
                return there;
            },
            30'000);
    }

private Q_SLOTS:
    void fromAnAddressToAnExportedComparison()
    {
        const QTemporaryDir profile;
        LocalServer server;
        QVERIFY(server.address().startsWith(u"http://127.0.0.1:"_s));
        DrivenWindow window(profile.path(), {u"--sandbox-pace"_s, u"0"_s, u"--size"_s, u"1280x800"_s});
        Person person(window);

        // An address where one would paste a key.
        QVERIFY(person.click(u"rail.page.settings"_s));
        QVERIFY(person.click(u"keyField"_s));
        QVERIFY(person.writes(server.address()));
        QVERIFY(person.key(u"Return"_s));
        QVERIFY(window.shows(u"endpointName"_s, u"Local"_s));
        QVERIFY(person.key(u"Return"_s));
        QVERIFY(QTest::qWaitFor([&] { return !window.isVisible(u"addressDialog"_s); }, 10'000));

        // Three of its models; the simulated lanes make room for the first.
        QVERIFY(person.click(u"rail.page.compare"_s));
        QVERIFY(knowsModels(window));
        QVERIFY(person.click(u"addLane"_s));
        QVERIFY(person.writes(u"swift Local"_s));
        QVERIFY(person.key(u"Shift+Return"_s));
        QVERIFY(person.writes(u"steady Local"_s));
        QVERIFY(person.key(u"Shift+Return"_s));
        QVERIFY(person.writes(u"thinker Local"_s));
        QVERIFY(person.key(u"Return"_s));
        QTRY_COMPARE(window.texts(u"laneAnswer"_s).size(), 3);

        // The question, and the differences of two answers.
        QVERIFY(person.click(u"prompt"_s));
        QVERIFY(person.writes(u"What is a leap year?"_s));
        QVERIFY(person.click(u"run"_s));
        QVERIFY2(QTest::qWaitFor([&] { return window.texts(u"laneState"_s) == QStringList(3, u"Complete"_s); }, 15'000),
            qPrintable(window.texts(u"laneState"_s).join(u',') + window.text(u"prompt"_s)));
        QVERIFY(person.click(u"diff"_s));
        QVERIFY(window.shows(u"diffNumbers"_s, {}));
        QVERIFY(window.isVisible(u"diffView"_s));
        QVERIFY(person.click(u"diff"_s));

        // Blind, with a vote.
        QVERIFY(person.click(u"blind"_s));
        QVERIFY(window.isVisible(u"judgeBar"_s));
        QVERIFY(person.writes(u"And why?"_s)); // the prompt has the focus
        QVERIFY(person.click(u"run"_s));
        QVERIFY(person.click(u"voteFirst"_s));
        QVERIFY(window.shows(u"judgeWords"_s, u"You chose answer 1"_s));

        // One file of it.
        const QString file = profile.filePath(u"comparison.html"_s);
        QVERIFY(person.key(u"Ctrl+Shift+E"_s));
        QVERIFY(person.click(u"exportSave"_s));
        QVERIFY(QTest::qWaitFor([&] { return window.isVisible(u"fileNameEdit"_s); }, 10'000));
        QVERIFY(person.writes(file));
        QVERIFY(person.key(u"Return"_s));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10'000);
        QFile html(file);
        QVERIFY(html.open(QIODevice::ReadOnly));
        const QByteArray written = html.readAll();
        QVERIFY(written.contains("Content-Security-Policy"));
        QVERIFY(written.contains("And why?"));
        QVERIFY(!written.contains("<script"));

        qInfo("clicks %d, keys %d, texts %d", person.clicks(), person.keys(), person.texts());
        QVERIFY2(person.clicks() <= 12, qPrintable(QString::number(person.clicks())));
        QVERIFY2(person.keys() <= 7, qPrintable(QString::number(person.keys())));
        QVERIFY2(person.texts() <= 7, qPrintable(QString::number(person.texts())));
        QVERIFY(window.close());
    }
};

QTEST_GUILESS_MAIN(TestWalkthrough)
#include "tst_walkthrough.moc"
