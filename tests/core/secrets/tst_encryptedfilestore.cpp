// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/encryptedfilestore.h"
#include "core/secrets/keytext.h"

#include <QFile>
#include <QFileInfo>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr KeyCost kCheap{.logN = 10};
const Secret kPassphrase{"correct horse battery"_ba};
const QByteArray kCanary = "sk-canary-9f8e7d6c5b4a/+=";

Endpoint endpoint(const QString& id = u"openai"_s)
{
    Endpoint made;
    made.id = id;
    made.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    return made;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replaceContent(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestEncryptedFileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"keys"_s);
    }

    void keepsKeysAcrossOpening()
    {
        {
            const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
            QVERIFY2(store, store ? "" : qPrintable(store.error().detail));
            QVERIFY((*store)->write(endpoint(), Secret(" " + kCanary + "\r\n")));
            QVERIFY((*store)->write(endpoint(u"anthropic"_s), Secret("other"_ba)));
            QVERIFY((*store)->write(endpoint(u"gone"_s), Secret("x"_ba)));
            QVERIFY((*store)->remove(endpoint(u"gone"_s)));
            const auto again = (*store)->remove(endpoint(u"gone"_s));
            QVERIFY(!again && again.error().kind == ErrorKind::Authentication);
        }
        const auto store = EncryptedFileStore::open(m_path, kPassphrase);
        QVERIFY(store);
        const auto found = (*store)->keyFor(endpoint());
        QVERIFY(found);
        QCOMPARE(found->key.reveal().toByteArray(), kCanary);
        QCOMPARE(found->source, u"key file"_s);
        QCOMPARE((*store)->keyFor(endpoint(u"anthropic"_s))->key.reveal().toByteArray(), "other"_ba);
        const auto missing = (*store)->keyFor(endpoint(u"gone"_s));
        QVERIFY(!missing && missing.error().kind == ErrorKind::Authentication);
        QCOMPARE((*store)->accounts().size(), 2);
    }

    void theDefaultCostIsTheDocumentedOne()
    {
        QVERIFY(EncryptedFileStore::create(m_path, kPassphrase));
        QCOMPARE(int(contentOf(m_path).at(10)), 17);
        QVERIFY(EncryptedFileStore::open(m_path, kPassphrase));
    }

    void aKeyDoesNotFollowItsEndpointToAnotherHost()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        Endpoint moved = endpoint();
        moved.baseUrl = QUrl(u"https://evil.example/v1"_s);
        QVERIFY(!(*store)->keyFor(moved));
    }

    void aWrongPassphraseOpensNothing()
    {
        QVERIFY((*EncryptedFileStore::create(m_path, kPassphrase, kCheap))->write(endpoint(), Secret(kCanary)));
        const QByteArray before = contentOf(m_path);
        for (const QByteArray& wrong : {"correct horse batter"_ba, "Correct horse battery"_ba, QByteArray()}) {
            const auto store = EncryptedFileStore::open(m_path, Secret(wrong));
            QVERIFY(!store);
            QCOMPARE(store.error().kind, ErrorKind::Secret);
            QVERIFY(store.error().detail.contains("passphrase"_L1));
            QVERIFY(wrong.isEmpty() || !store.error().detail.contains("horse"_L1));
        }
        QCOMPARE(contentOf(m_path), before);
    }

    void everyTruncationIsAnError()
    {
        QVERIFY((*EncryptedFileStore::create(m_path, kPassphrase, kCheap))->write(endpoint(), Secret(kCanary)));
        const QByteArray whole = contentOf(m_path);
        for (qsizetype size = 0; size < whole.size(); ++size) {
            replaceContent(m_path, whole.first(size));
            const auto store = EncryptedFileStore::open(m_path, kPassphrase);
            QVERIFY2(!store, qPrintable(QString::number(size)));
            QCOMPARE(store.error().kind, ErrorKind::Secret);
        }
        replaceContent(m_path, whole + 'x');
        QVERIFY(!EncryptedFileStore::open(m_path, kPassphrase));
    }

    void everyBitFlipIsAnError()
    {
        QVERIFY((*EncryptedFileStore::create(m_path, kPassphrase, kCheap))->write(endpoint(), Secret(kCanary)));
        const QByteArray whole = contentOf(m_path);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray flipped = whole;
            flipped[at] = char(flipped.at(at) ^ (1 << (at % 8)));
            replaceContent(m_path, flipped);
            const auto store = EncryptedFileStore::open(m_path, kPassphrase);
            QVERIFY2(!store, qPrintable(QString::number(at)));
            QCOMPARE(store.error().kind, ErrorKind::Secret);
        }
    }

    void costsBeyondBoundsAreNotTried()
    {
        QVERIFY(EncryptedFileStore::create(m_path, kPassphrase, kCheap));
        QByteArray content = contentOf(m_path);
        content[10] = 63;
        replaceContent(m_path, content);
        QVERIFY(!EncryptedFileStore::open(m_path, kPassphrase));
        const auto wild = EncryptedFileStore::create(m_folder->filePath(u"other"_s), kPassphrase, {.logN = 30});
        QVERIFY(!wild);
    }

    void aNewerFormatIsNotCalledDamaged()
    {
        QVERIFY(EncryptedFileStore::create(m_path, kPassphrase, kCheap));
        QByteArray content = contentOf(m_path);
        content[8] = 2;
        replaceContent(m_path, content);
        const auto store = EncryptedFileStore::open(m_path, kPassphrase);
        QVERIFY(!store && store.error().detail.contains("newer version"_L1));
    }

    void noKeyIsReadableInTheFile()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        QVERIFY((*store)->write(endpoint(u"anthropic"_s), Secret(kCanary)));
        QByteArray all;
        const auto names = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        for (const QString& name : names)
            all += contentOf(m_folder->filePath(name));
        QVERIFY(all.size() > kCanary.size());
        const QString text = QString::fromLatin1(kCanary);
        QStringEncoder little(QStringEncoder::Utf16LE);
        QStringEncoder big(QStringEncoder::Utf16BE);
        const QList<QByteArray> forms
            = {kCanary, "canary"_ba, kCanary.toBase64(), kCanary.toBase64(QByteArray::Base64UrlEncoding),
                kCanary.toHex(), kCanary.toHex().toUpper(), kCanary.toPercentEncoding(), QByteArray(little(text)),
                QByteArray(big(text)), kPassphrase.reveal().toByteArray(),
                kPassphrase.reveal().toByteArray().toBase64(), "openai"_ba, "api.example.com"_ba};
        for (const QByteArray& form : forms)
            QVERIFY2(!all.contains(form), form.constData());
    }

    void equalKeysGiveDifferentFiles()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        const QByteArray first = contentOf(m_path);
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        const QByteArray second = contentOf(m_path);
        QCOMPARE(second.size(), first.size());
        QVERIFY2(second.sliced(48, 12) != first.sliced(48, 12), "a nonce was used twice");
    }

    void theFileIsForItsOwnerOnly()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        const auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(m_path).permissions() & others));
        QVERIFY(QFile::setPermissions(m_path, QFileInfo(m_path).permissions() | QFileDevice::ReadOther));
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        QVERIFY(!(QFileInfo(m_path).permissions() & others));
    }

    void anExistingFileIsNotReplacedByANewOne()
    {
        QVERIFY(EncryptedFileStore::create(m_path, kPassphrase, kCheap));
        const QByteArray before = contentOf(m_path);
        const auto second = EncryptedFileStore::create(m_path, Secret("else"_ba), kCheap);
        QVERIFY(!second && second.error().kind == ErrorKind::Secret);
        QCOMPARE(contentOf(m_path), before);
        QVERIFY(!EncryptedFileStore::create(m_folder->filePath(u"new"_s), Secret(), kCheap));
    }

    void anotherProcesssKeysAreKept()
    {
        const auto one = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        const auto two = EncryptedFileStore::open(m_path, kPassphrase);
        QVERIFY((*one)->write(endpoint(u"a"_s), Secret("1"_ba)));
        QVERIFY((*two)->write(endpoint(u"b"_s), Secret("2"_ba)));
        QCOMPARE((*EncryptedFileStore::open(m_path, kPassphrase))->accounts().size(), 2);
        QCOMPARE((*two)->keyFor(endpoint(u"a"_s))->key.reveal().toByteArray(), "1"_ba);
    }

    void thePassphraseCanBeChanged()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        const auto other = EncryptedFileStore::open(m_path, kPassphrase);
        QVERIFY((*store)->write(endpoint(), Secret(kCanary)));
        QVERIFY((*store)->changePassphrase(Secret("new"_ba)));
        QVERIFY(!EncryptedFileStore::open(m_path, kPassphrase));
        QCOMPARE((*EncryptedFileStore::open(m_path, Secret("new"_ba)))->keyFor(endpoint())->key.reveal().toByteArray(),
            kCanary);
        QVERIFY((*store)->write(endpoint(u"b"_s), Secret("2"_ba)));
        const auto stale = (*other)->write(endpoint(u"c"_s), Secret("3"_ba));
        QVERIFY(!stale && stale.error().detail.contains("passphrase"_L1));
    }

    void badKeysAndBrokenDisksAreErrors()
    {
        const auto store = EncryptedFileStore::create(m_path, kPassphrase, kCheap);
        const auto bad = (*store)->write(endpoint(), Secret("sk-canary\nevil"_ba));
        QVERIFY(!bad && bad.error().kind == ErrorKind::Secret);
        QVERIFY(!bad.error().detail.contains("canary"_L1));
        QVERIFY(QFile::remove(m_path));
        const auto gone = (*store)->write(endpoint(), Secret(kCanary));
        QVERIFY(!gone && gone.error().kind == ErrorKind::Storage);
        const auto nowhere = EncryptedFileStore::create(u"/nonexistent/keys"_s, kPassphrase, kCheap);
        QVERIFY(!nowhere && nowhere.error().kind == ErrorKind::Storage);
        const auto missing = EncryptedFileStore::open(m_path, kPassphrase);
        QVERIFY(!missing && missing.error().kind == ErrorKind::Storage);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestEncryptedFileStore)
#include "tst_encryptedfilestore.moc"
