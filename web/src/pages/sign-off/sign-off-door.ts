import { answerOf, api, type Schemas } from '../../api/client';

export type SignOffView = Schemas['SignOffView'];
export type Decision = Schemas['DecideBody']['decision'];

/** How the sign-off page reaches the server: with a session, or through the link of a mail. */
export interface SignOffDoor {
  readonly isByLink: boolean;
  readonly decide: (decision: Decision, comment: string, planHash: string) => Promise<Schemas['Receipt']>;
}

export function signOffDoorOfSession(signOffId: string): SignOffDoor {
  return {
    isByLink: false,
    decide: (decision, comment, planHash) =>
      answerOf(
        api.POST('/api/sign-offs/{signOffId}/decide', {
          params: { path: { signOffId } },
          body: { decision, comment, planHash },
        }),
      ),
  };
}
