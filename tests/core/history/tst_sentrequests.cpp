// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/migrations.h"
#include "core/history/piecememory.h"
#include "core/history/replayfinder.h"
#include "core/history/runmarks.h"
#include "core/history/sentpack.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

/// JSON with single quotes, easier to read here.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray noise(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray out(size, Qt::Uninitialized);
    for (char& c : out)
        c = static_cast<char>(' ' + 2 + random.bounded(90));
    return out.replace('"', 'q').replace('\\', 'b').replace(':', 'c');
}

SentRequest sentOf(const QByteArray& body)
{
    return {.dialect = u"openai-chat"_s,
        .url = "https://api.example/v1/chat/completions",
        .headers = {{"content-type", "application/json"}, {"x-title", "Assay"}},
        .body = body,
        .stream = false};
}

RunRecord runWith(const QByteArray& body)
{
    auto run = testing::simpleRun(newId(), 1'000, kNoon);
    run.lanes[0].sent = sentOf(body);
    run.lanes[0].fingerprint = u"fp_44709d6fcb"_s;
    return run;
}

} // namespace

/// Requests as they were sent: kept byte by byte, once each part, and gone with the texts.
class TestSentRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void columnsRoundTrip()
    {
        SentColumn column{.request = sentOf({}), .fingerprint = "fp", .form = SentBody::Parts, .payload = "\n\0x\n"_ba};
        column.request.isRedacted = true;
        const auto read = sentColumnFrom(sentColumn(column));
        QVERIFY(read);
        QVERIFY(read->request == column.request);
        QCOMPARE(read->fingerprint, column.fingerprint);
        QCOMPARE(read->form, SentBody::Parts);
        QCOMPARE(read->payload, column.payload);
        QVERIFY(!sentColumnFrom(":sent 2\n:body plain\n\nx")); // of a newer version
        QVERIFY(!sentColumnFrom("anything"));
        const QList<SentPart> parts{{.kind = SentPart::Kind::Literal, .bytes = "a\nb"},
            {.kind = SentPart::Kind::Piece, .bytes = QByteArray(32, 'p')},
            {.kind = SentPart::Kind::Attachment, .bytes = QByteArray(32, '\n')}};
        QVERIFY(partsFrom(partsPayload(parts)) == parts);
        QVERIFY(!partsFrom(partsPayload(parts).chopped(1)));
        QVERIFY(!partsFrom("z"));
    }

    void cutsFollowTheContent()
    {
        const QByteArray shared = noise(400'000, 1);
        const QByteArray shifted = noise(777, 2) + shared;
        const auto first = contentPieces(shared);
        const auto second = contentPieces(shifted);
        QByteArray joined;
        for (const auto& piece : first) {
            QVERIFY(piece.size() <= 128 * 1024);
            joined += piece;
        }
        QCOMPARE(joined, shared);
        int same = 0;
        for (const auto& piece : second)
            same += first.contains(piece) ? 1 : 0;
        QVERIFY2(same >= first.size() - 2, "a few bytes before it do not cut the rest anew");
    }

    void memoryCutsAsIfThereWereNone()
    {
        PieceMemory memory;
        QRandomGenerator random(5);
        QList<QByteArray> bodies = {noise(300'000, 6), noise(200'000, 7), noise(60'000, 8)};
        for (int i = 0; i < 120; ++i) {
            auto& body = bodies[random.bounded(static_cast<int>(bodies.size()))];
            switch (random.bounded(5)) {
            case 0: body += noise(random.bounded(1, 90'000), 100 + static_cast<quint32>(i)); break;
            case 1: body.chop(random.bounded(1, static_cast<int>(body.size()) / 3)); break;
            case 2: body[random.bounded(static_cast<int>(body.size()))] = '!'; break;
            case 3: body.insert(random.bounded(static_cast<int>(body.size())), "more"); break;
            default: break; // the same once more
            }
            const auto found = memory.cut(body);
            const auto expected = contentPieces(body);
            QCOMPARE(found.size(), expected.size());
            qsizetype start = 0;
            for (qsizetype k = 0; k < found.size(); ++k) {
                QCOMPARE(found[k].start, start);
                QCOMPARE(found[k].length, expected[k].size());
                QCOMPARE(found[k].sha, QCryptographicHash::hash(expected[k], QCryptographicHash::Sha256));
                start += found[k].length;
            }
            if (body.size() > 900'000 || body.size() < 9'000)
                body = noise(200'000, 500 + static_cast<quint32>(i));
        }
    }

    void bodiesComeBackByteByByte_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("short") << json("{'model':'m','messages':[]}");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("packed") << noise(20'000, 3);
        QTest::newRow("cut") << noise(500'000, 4);
        QTest::newRow("not UTF-8") << QByteArray("\xff\x00\xfe", 3);
    }
    void bodiesComeBackByteByByte()
    {
        QFETCH(QByteArray, body);
        const auto run = runWith(body);
        const auto store = testing::openStore(m_path);
        QVERIFY(store && store->append(run).result());
        const auto read = store->run(run.id);
        QVERIFY(read);
        QVERIFY(*read == run);
        QVERIFY(store->verify()->firstBreak == std::nullopt);
    }

    void whatTwoRequestsShareIsKeptOnce()
    {
        const QByteArray talk = noise(300'000, 5);
        const auto first = runWith(talk + "end");
        const auto second = runWith(talk + noise(40'000, 6));
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store && store->append(first).result() && store->append(second).result());
            QVERIFY(store->run(second.id) == second);
        }
        const int pieces = testing::sql(m_path, {u"SELECT count(*) FROM sent_piece"_s}).toInt();
        const int uses = testing::sql(m_path, {u"SELECT count(*) FROM lane_piece"_s}).toInt();
        QVERIFY2(uses - pieces >= 3, qPrintable(u"%1 of %2"_s.arg(pieces).arg(uses)));
        const auto store = testing::openStore(m_path);
        QVERIFY(RunKeeper(*store).deleteContent({first.id}).result());
        QVERIFY(store->run(second.id) == second); // what the other one uses stays
        QVERIFY(!store->run(first.id)->lanes[0].sent);
        QVERIFY(store->run(first.id)->lanes[0].fingerprint.isEmpty());
        QVERIFY(RunKeeper(*store).deleteContent({second.id}).result());
        QCOMPARE(testing::sql(m_path, {u"SELECT count(*) FROM sent_piece"_s}).toInt(), 0);
    }

    void attachmentsStandOnce()
    {
        const QByteArray image = noise(200'000, 7);
        auto run = runWith(
            json("{'a':'data:image/png;base64,") + image.toBase64() + json("','b':'") + image.toBase64() + json("'}"));
        run.place.thread = newId();
        run.lanes[0].request = ChatRequest();
        run.lanes[0].request->messages
            = {{.role = Role::User, .parts = {TextPart{u"look"_s}, ImagePart{image, u"image/png"_s, {}}}}};
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store && store->append(run).result());
            QVERIFY(store->run(run.id) == run);
        }
        QCOMPARE(testing::sql(m_path, {u"SELECT count(*) FROM sent_piece"_s}).toInt(), 0);
        QVERIFY(testing::sql(m_path, {u"SELECT max(length(sent)) FROM lane_text"_s}).toInt() < 1000);
    }

    void secretsAreTakenOut()
    {
        const QByteArray body = json("{'model':'m','extra':{'api_key': 'sk-very-secret','max_tokens':5},"
                                     "'tools':[{'properties':{'password':{'type':'string'}}}],'key':'Return'}");
        const auto run = runWith(body);
        const auto store = testing::openStore(m_path);
        QVERIFY(store && store->append(run).result());
        const auto sent = store->run(run.id)->lanes[0].sent;
        QVERIFY(sent && sent->isRedacted);
        QVERIFY(!sent->body.contains("sk-very-secret"));
        QCOMPARE(sent->body, QByteArray(body).replace("sk-very-secret", "[removed]")); // nothing else
        QVERIFY(!withoutSecretMembers(json("{'key':'Return'}"), SecretNames::Certain).second);
        QVERIFY(withoutSecretMembers(json("{'key':'abc'}"), SecretNames::All).second);
        QVERIFY(!isKeptHeader("Authorization") && !isKeptHeader("x-amz-date") && isKeptHeader("anthropic-beta"));
    }

    void replaysKnowTheirOrigin()
    {
        const auto first = runWith("{}");
        auto again = runWith("{}");
        again.lanes[0].replayOf = LaneOrigin{.run = first.id, .lane = 0};
        again.startedAt = kNoon.addDays(3);
        auto before = again;
        before.id = newId();
        before.startedAt = kNoon.addDays(1);
        const auto store = testing::openStore(m_path);
        QVERIFY(
            store && store->append(first).result() && store->append(again).result() && store->append(before).result());
        QVERIFY(store->run(again.id) == again);
        const auto found = ReplayFinder(*store).replaysOf(first.id);
        QVERIFY(found);
        QCOMPARE(*found, (QStringList{before.id, again.id})); // in the order of their time
        QVERIFY(ReplayFinder(*store).replaysOf(again.id)->isEmpty());
    }

    void olderFilesAreCopiedFirst()
    {
        auto old = testing::richRun(newId());
        old.lanes[0].fingerprint.clear(); // no such thing in version 8
        old.lanes[0].replayOf.reset();
        old.clientFormat.clear();
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store && store->append(old).result());
        }
        // What later versions added, taken away again: a file of version 8.
        QVERIFY(testing::sql(m_path,
            {u"DROP TABLE lane_replay"_s, u"DROP TABLE lane_piece"_s, u"DROP TABLE sent_piece"_s,
                u"ALTER TABLE lane_text DROP COLUMN sent"_s, u"ALTER TABLE run_label DROP COLUMN client_format"_s,
                u"PRAGMA user_version = 8"_s, u"SELECT count(*) FROM lane_text"_s})
                .isValid());
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            QVERIFY(store->run(old.id) == old); // without a request as it was sent: unknown
            const auto run = runWith("{}");
            QVERIFY(store->append(run).result());
            QVERIFY(store->run(run.id) == run);
            QVERIFY(!store->verify()->firstBreak);
        }
        QCOMPARE(testing::sql(m_path, {u"PRAGMA user_version"_s}).toInt(), ledgerVersion());
        const auto copies = QDir(m_folder->path()).entryList({u"*.v8-*.bak"_s}, QDir::Files);
        QCOMPARE(copies.size(), 1);
        const QString copy = m_folder->filePath(copies[0]);
        QCOMPARE(testing::sql(copy, {u"PRAGMA user_version"_s}).toInt(), 8);
        QCOMPARE(testing::sql(copy, {u"SELECT id FROM run"_s}).toString(), old.id);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestSentRequests)
#include "tst_sentrequests.moc"
