/** What the API server is given to encrypt with. */

/** The key is left to a person: an invented one would be a secret that everybody knows. */
export const ENCRYPTION = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - secretbox:
          keys:
            - name: key1
              # head -c 32 /dev/urandom | base64
              secret: <BASE64 ENCODED SECRET>
      # reads what was stored before encryption was turned on
      - identity: {}
`;
