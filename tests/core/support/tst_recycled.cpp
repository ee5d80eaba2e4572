// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/recycled.h"

#include <QTest>

#include <memory>
#include <set>
#include <thread>
#include <vector>

using namespace assay;

namespace {

struct Large : Recycled<Large> {
    std::array<char, 4096> bytes{};
};

struct Larger : Large {
    std::array<char, 4096> more{};
};

} // namespace

class TestRecycled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastBlockIsUsedAgain()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("Nothing is kept under this sanitizer.");
#endif
        auto object = std::make_unique<Large>();
        const void* first = object.get();
        object.reset();
        object = std::make_unique<Large>();
        QCOMPARE(object.get(), first);
    }

    void noBlockServesTwo()
    {
        for (int round = 0; round < 3; ++round) {
            std::vector<std::unique_ptr<Large>> objects;
            std::set<const void*> seen;
            for (int i = 0; i < 100; ++i) { // more than are kept
                objects.push_back(std::make_unique<Large>());
                seen.insert(objects.back().get());
            }
            QCOMPARE(seen.size(), 100U);
        }
    }

    void aDerivedClassHasItsOwnSize()
    {
        std::make_unique<Large>().reset();
        const auto larger = std::make_unique<Larger>();
        larger->more.fill('x'); // valgrind and ASan would see it if the block were too small
        QCOMPARE(larger->more.back(), 'x');
    }

    void threadsKeepTheirOwn()
    {
        std::unique_ptr<Large> made;
        std::thread([&] { made = std::make_unique<Large>(); }).join();
        made.reset(); // on another thread than it was made on
        std::thread([&] { std::make_unique<Large>().reset(); }).join();
        QVERIFY(std::make_unique<Large>());
    }
};

QTEST_GUILESS_MAIN(TestRecycled)
#include "tst_recycled.moc"
