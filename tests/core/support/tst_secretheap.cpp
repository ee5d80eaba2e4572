// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/redacted.h"

#include <QFile>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// The flags of the mapping that holds an address (`/proc/self/smaps`); empty where there are none.
QByteArrayList flagsOf(const void* address)
{
    QFile maps(u"/proc/self/smaps"_s);
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    const auto wanted = reinterpret_cast<quintptr>(address);
    bool inside = false;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        const QByteArray range = line.split(' ').value(0);
        if (const auto dash = range.indexOf('-'); dash > 0 && !range.contains(':')) {
            const auto from = range.first(dash).toULongLong(nullptr, 16);
            inside = wanted >= from && wanted < range.sliced(dash + 1).toULongLong(nullptr, 16);
        } else if (inside && line.startsWith("VmFlags:")) {
            return line.sliced(8).simplified().split(' ');
        }
    }
    return {};
}

} // namespace

class TestSecretHeap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksOfEverySizeHoldWhatWasWritten()
    {
        QList<std::pair<char*, std::size_t>> blocks;
        for (std::size_t size : {0, 1, 15, 48, 49, 100, 4096, 65000, 65520, 65521, 200'000, 3'000'000}) {
            auto* block = static_cast<char*>(secretAllocate(size));
            QVERIFY(block);
            QCOMPARE(reinterpret_cast<quintptr>(block) % 16, 0);
            std::memset(block, int(size % 251), size);
            blocks.append({block, size});
        }
        for (auto [block, size] : blocks) {
            QVERIFY(std::all_of(block, block + size, [&](char c) { return c == char(size % 251); }));
            secretFree(block);
        }
        secretFree(nullptr);
    }

    void growingKeepsTheContent()
    {
        auto* block = static_cast<char*>(secretReallocate(nullptr, 5));
        std::memcpy(block, "abcd", 5);
        for (const std::size_t size : {10, 100, 70'000, 500'000, 20}) {
            block = static_cast<char*>(secretReallocate(block, size));
            QVERIFY(block);
            QCOMPARE(QByteArray(block), "abcd"_ba);
        }
        secretFree(block);
    }

    void freedBlocksAreWiped()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer does not let freed blocks be read");
#endif
        auto* block = static_cast<char*>(secretAllocate(300));
        std::memset(block, 'k', 300);
        secretFree(block); // stays mapped, as all blocks of that size
        const std::unique_ptr<char[]> seen(new char[300]);
        std::memcpy(seen.get(), block, 300);
        QCOMPARE(std::count(seen.get(), seen.get() + 300, 'k'), 0);
    }

    void itIsLeftOutOfCoreFiles()
    {
#if !defined(__linux__) || defined(__SANITIZE_ADDRESS__)
        QSKIP("only Linux outside of the sanitizer has the mapping of its own");
#endif
        const Secret secret("sk-canary"_ba);
        QVERIFY(flagsOf(secret.reveal().data()).contains("dd"));
        void* large = secretAllocate(1'000'000);
        QVERIFY(flagsOf(large).contains("dd"));
        secretFree(large);
        const QByteArray ordinary("sk-canary");
        QVERIFY(!flagsOf(ordinary.constData()).contains("dd"));
    }

    void aSecretTakesItsBytesOver()
    {
        QByteArray given = "sk-canary-that-moves"_ba;
        given.detach();
        Secret secret(std::move(given));
        QCOMPARE(secret.reveal().toByteArray(), "sk-canary-that-moves"_ba);
        const Secret copy = secret;
        secret = Secret();
        QVERIFY(secret.isEmpty());
        QCOMPARE(copy.reveal().toByteArray(), "sk-canary-that-moves"_ba);
        QCOMPARE(Secret::copyOf("x").reveal().size(), 1);
        QVERIFY(Secret().reveal().isEmpty());
    }

    void threadsMayShareIt()
    {
        QList<QThread*> threads;
        std::atomic<int> wrong = 0;
        for (int id = 1; id <= 4; ++id) {
            threads.append(QThread::create([id, &wrong] {
                for (int i = 0; i < 5000; ++i) {
                    const auto size = static_cast<std::size_t>(1 + (i * 37) % 5000);
                    auto* block = static_cast<char*>(secretAllocate(size));
                    std::memset(block, id, size);
                    if (block[0] != id || block[size - 1] != id)
                        ++wrong;
                    secretFree(block);
                }
            }));
            threads.last()->start();
        }
        for (auto* thread : threads) {
            thread->wait();
            delete thread;
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSecretHeap)
#include "tst_secretheap.moc"
