// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/encryptedfilestore.h"

#include "core/secrets/keytext.h"

#include <QFile>
#include <QLockFile>
#include <QSaveFile>
#include <QtEndian>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kMagic = "ASSAYKEY";
constexpr char kVersion = 1;
constexpr char kScrypt = 1;
constexpr qsizetype kPrefixSize = 16;
constexpr qsizetype kHeaderSize = kPrefixSize + kSaltSize + kCheckSize + kNonceSize;
constexpr qint64 kLargestFile = 4 * 1024 * 1024; // bytes
constexpr int kLockWait = 3000; // milliseconds

std::unexpected<Error> refuse(const QString& sentence)
{
    return fail(ErrorKind::Secret, sentence);
}

std::unexpected<Error> damaged(const QString& path)
{
    return refuse(
        u"The key file %1 is damaged; bring it back from a backup, or delete it and enter the keys again."_s.arg(path));
}

Result<QByteArray> readWhole(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Storage, u"The key file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray content = file.read(kLargestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Storage, u"The key file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    return content;
}

/// The parts of a file before its ciphertext.
struct Header {
    KeyCost cost;
    QByteArray salt;
    QByteArray check;
    QByteArray nonce;
};

QByteArray toBytes(const Header& header)
{
    QByteArray bytes = kMagic.toByteArray();
    for (const char field : {kVersion, kScrypt, char(header.cost.logN), char(header.cost.r), char(header.cost.p)})
        bytes.append(field);
    bytes.append(kPrefixSize - bytes.size(), '\0');
    return bytes + header.salt + header.check + header.nonce;
}

Result<Header> parseHeader(const QString& path, QByteArrayView file)
{
    if (file.size() < kHeaderSize + kTagSize || file.size() > kLargestFile || !file.startsWith(kMagic))
        return damaged(path);
    if (file.at(8) != kVersion || file.at(9) != kScrypt)
        return refuse(u"The key file %1 was written by a newer version; use that version."_s.arg(path));
    Header header{.cost = {.logN = file.at(10), .r = file.at(11), .p = file.at(12)},
        .salt = file.sliced(kPrefixSize, kSaltSize).toByteArray(),
        .check = file.sliced(kPrefixSize + kSaltSize, kCheckSize).toByteArray(),
        .nonce = file.sliced(kPrefixSize + kSaltSize + kCheckSize, kNonceSize).toByteArray()};
    if (!isSane(header.cost))
        return damaged(path);
    return header;
}

Secret encodeKeys(const QMap<QString, Secret>& keys)
{
    qsizetype size = 0;
    for (auto it = keys.begin(); it != keys.end(); ++it)
        size += 6 + it.key().toUtf8().size() + it.value().reveal().size();
    QByteArray plain(size, Qt::Uninitialized); // exact, so that no copy of it is left behind by growing
    char* to = plain.data();
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        const QByteArray account = it.key().toUtf8();
        const QByteArrayView key = it.value().reveal();
        qToBigEndian(quint16(account.size()), to);
        to = std::copy(account.begin(), account.end(), to + 2);
        qToBigEndian(quint32(key.size()), to);
        to = std::copy(key.begin(), key.end(), to + 4);
    }
    return Secret(std::move(plain));
}

std::optional<QMap<QString, Secret>> decodeKeys(QByteArrayView plain)
{
    QMap<QString, Secret> keys;
    const auto take = [&](qsizetype count) -> std::optional<QByteArrayView> {
        if (count > plain.size())
            return std::nullopt;
        const QByteArrayView taken = plain.first(count);
        plain = plain.sliced(count);
        return taken;
    };
    while (!plain.isEmpty()) {
        const auto accountSize = take(2);
        const auto account = accountSize ? take(qFromBigEndian<quint16>(accountSize->data())) : std::nullopt;
        const auto keySize = account ? take(4) : std::nullopt;
        const auto key = keySize ? take(qFromBigEndian<quint32>(keySize->data())) : std::nullopt;
        if (!key)
            return std::nullopt;
        keys.insert(QString::fromUtf8(*account), Secret::copyOf(*key));
    }
    return keys;
}

} // namespace

EncryptedFileStore::EncryptedFileStore(QString path, Unlocked unlocked, Keys keys)
    : m_path(std::move(path))
    , m_unlocked(std::move(unlocked))
    , m_keys(std::move(keys))
{
}

Result<void> EncryptedFileStore::save(const QString& path, const Unlocked& unlocked, const Keys& keys)
{
    const auto nonce = randomBytes(kNonceSize);
    if (!nonce)
        return std::unexpected(nonce.error());
    const QByteArray header
        = toBytes({.cost = unlocked.cost, .salt = unlocked.salt, .check = unlocked.derived.check, .nonce = *nonce});
    const auto sealed = seal(unlocked.derived.key, *nonce, header, encodeKeys(keys));
    if (!sealed)
        return std::unexpected(sealed.error());
    const QByteArray content = header + *sealed;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(content) != content.size() || !file.commit())
        return fail(ErrorKind::Storage, u"The key file %1 cannot be written: %2."_s.arg(path, file.errorString()));
    return {};
}

Result<EncryptedFileStore::Keys> EncryptedFileStore::decrypt(
    const QString& path, const QByteArray& file, const Unlocked& unlocked)
{
    const auto header = parseHeader(path, file);
    if (!header)
        return std::unexpected(header.error());
    const auto plain = unseal(unlocked.derived.key, header->nonce, QByteArrayView(file).first(kHeaderSize),
        QByteArrayView(file).sliced(kHeaderSize));
    if (!plain)
        return damaged(path);
    auto keys = decodeKeys(plain->reveal());
    if (!keys)
        return damaged(path);
    return *std::move(keys);
}

Result<std::unique_ptr<EncryptedFileStore>> EncryptedFileStore::create(
    const QString& path, const Secret& passphrase, const KeyCost& cost)
{
    if (passphrase.isEmpty())
        return refuse(u"The passphrase is empty; choose one."_s);
    if (QFile::exists(path))
        return refuse(u"The key file %1 exists; open it, or delete it first."_s.arg(path));
    auto salt = randomBytes(kSaltSize);
    if (!salt)
        return std::unexpected(salt.error());
    auto derived = deriveKey(passphrase, *salt, cost);
    if (!derived)
        return std::unexpected(derived.error());
    Unlocked unlocked{.cost = cost, .salt = *std::move(salt), .derived = *std::move(derived)};
    if (const auto saved = save(path, unlocked, {}); !saved)
        return std::unexpected(saved.error());
    return std::unique_ptr<EncryptedFileStore>(new EncryptedFileStore(path, std::move(unlocked), {}));
}

Result<std::unique_ptr<EncryptedFileStore>> EncryptedFileStore::open(const QString& path, const Secret& passphrase)
{
    const auto file = readWhole(path);
    if (!file)
        return std::unexpected(file.error());
    const auto header = parseHeader(path, *file);
    if (!header)
        return std::unexpected(header.error());
    auto derived = deriveKey(passphrase, header->salt, header->cost);
    if (!derived)
        return std::unexpected(derived.error());
    if (derived->check != header->check)
        return refuse(u"The passphrase does not open the key file %1; try again."_s.arg(path));
    Unlocked unlocked{.cost = header->cost, .salt = header->salt, .derived = *std::move(derived)};
    auto keys = decrypt(path, *file, unlocked);
    if (!keys)
        return std::unexpected(keys.error());
    return std::unique_ptr<EncryptedFileStore>(new EncryptedFileStore(path, std::move(unlocked), *std::move(keys)));
}

Result<FoundSecret> EncryptedFileStore::keyFor(const Endpoint& endpoint) const
{
    if (auto none = withoutKey(endpoint))
        return *std::move(none);
    const QMutexLocker locker(&m_mutex);
    for (const QString& account : keyAccounts(endpoint)) {
        if (const auto it = m_keys.constFind(account); it != m_keys.constEnd())
            return FoundSecret{.key = *it, .source = u"key file"_s};
    }
    return std::unexpected(noKeyError(endpoint));
}

Result<void> EncryptedFileStore::change(const QString& account, const std::optional<Secret>& key)
{
    QLockFile lock(m_path + ".lock"_L1);
    if (!lock.tryLock(kLockWait))
        return refuse(u"Another program is changing the key file %1; try again."_s.arg(m_path));
    const auto file = readWhole(m_path);
    if (!file)
        return std::unexpected(file.error());
    const auto header = parseHeader(m_path, *file);
    if (!header)
        return std::unexpected(header.error());
    if (header->salt != m_unlocked.salt)
        return refuse(u"The passphrase of the key file %1 was changed; open it again with the new one."_s.arg(m_path));
    auto keys = decrypt(m_path, *file, m_unlocked);
    if (!keys)
        return std::unexpected(keys.error());
    if (key)
        keys->insert(account, *key);
    else
        keys->remove(account);
    if (const auto saved = save(m_path, m_unlocked, *keys); !saved)
        return saved;
    m_keys = *std::move(keys);
    return {};
}

Result<void> EncryptedFileStore::write(const Endpoint& endpoint, const Secret& key)
{
    const auto clean = cleanedKey(key.reveal(), u"the input"_s);
    if (!clean)
        return std::unexpected(clean.error());
    const QMutexLocker locker(&m_mutex);
    return change(keyAccount(endpoint), *clean);
}

Result<void> EncryptedFileStore::remove(const Endpoint& endpoint)
{
    const QMutexLocker locker(&m_mutex);
    if (!m_keys.contains(keyAccount(endpoint)))
        return std::unexpected(noKeyError(endpoint));
    return change(keyAccount(endpoint), std::nullopt);
}

Result<void> EncryptedFileStore::changePassphrase(const Secret& passphrase)
{
    if (passphrase.isEmpty())
        return refuse(u"The passphrase is empty; choose one."_s);
    const QMutexLocker locker(&m_mutex);
    QLockFile lock(m_path + ".lock"_L1);
    if (!lock.tryLock(kLockWait))
        return refuse(u"Another program is changing the key file %1; try again."_s.arg(m_path));
    auto salt = randomBytes(kSaltSize);
    if (!salt)
        return std::unexpected(salt.error());
    auto derived = deriveKey(passphrase, *salt, m_unlocked.cost);
    if (!derived)
        return std::unexpected(derived.error());
    const auto file = readWhole(m_path);
    if (!file)
        return std::unexpected(file.error());
    auto keys = decrypt(m_path, *file, m_unlocked);
    if (!keys)
        return std::unexpected(keys.error());
    Unlocked unlocked{.cost = m_unlocked.cost, .salt = *std::move(salt), .derived = *std::move(derived)};
    if (const auto saved = save(m_path, unlocked, *keys); !saved)
        return saved;
    m_unlocked = std::move(unlocked);
    m_keys = *std::move(keys);
    return {};
}

QStringList EncryptedFileStore::accounts() const
{
    const QMutexLocker locker(&m_mutex);
    return m_keys.keys();
}

} // namespace assay
