// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/sha256.h"

#include <QCryptographicHash>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Examples of FIPS 180-4 as NIST publishes them.
    void agreesWithTheStandard_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("empty") << QByteArray() << "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_ba;
        QTest::newRow("abc") << "abc"_ba << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba;
        QTest::newRow("two blocks") << "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"_ba
                                    << "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_ba;
        QTest::newRow("a million") << QByteArray(1'000'000, 'a')
                                   << "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_ba;
    }
    void agreesWithTheStandard()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, digest);
        QCOMPARE(sha256(message).toHex(), digest);
    }

    void threadsDoNotDisturbEachOther()
    {
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&wrong, thread] {
                for (int i = 0; i < 2'000; ++i) {
                    const QByteArray bytes = QByteArray::number(thread * 10'000 + i).repeated(i % 40);
                    if (sha256(bytes) != QCryptographicHash::hash(bytes, QCryptographicHash::Sha256))
                        ++wrong;
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSha256)
#include "tst_sha256.moc"
